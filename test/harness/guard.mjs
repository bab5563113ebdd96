// Preloaded into the VS Code server (node --import). The other end of its standard input is the process that started
// it; when that ends, even by SIGKILL, which no handler sees, the server and all it started end too.
import { rmSync } from 'node:fs';

if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.on('close', () => {
    if (process.env.TIEBREAK_TEMP) rmSync(process.env.TIEBREAK_TEMP, { recursive: true, force: true });
    if (process.platform === 'win32') process.exit(1);
    process.kill(0, 'SIGKILL');
  });
  process.stdin.resume();
}
