// npm run test:electron: the mocha suite of test/integration in a desktop VS Code, where one can be downloaded.
// TIEBREAK_ELECTRON names another version than the current one, for example 1.100.3.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { cache, results, root } from './paths.mjs';
import { forTests } from './settings.mjs';

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('No display: run it under `xvfb-run -a`, or run `npm run test:integration`, which needs none.');
  process.exit(1);
}

// Short, because VS Code puts a socket in it, and a socket's path may not be long.
const temp = await mkdtemp(join(tmpdir(), 'tiebreak-vscode-'));
const settings = join(temp, 'user', 'User');
try {
  await mkdir(settings, { recursive: true });
  await mkdir(join(temp, 'work'));
  await mkdir(results, { recursive: true });
  await writeFile(join(settings, 'settings.json'), JSON.stringify(forTests));
  process.exitCode = await runTests({
    cachePath: cache,
    version: process.env.TIEBREAK_ELECTRON ?? 'stable',
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'out', 'test', 'integration', 'index.js'),
    extensionTestsEnv: { TIEBREAK_REPORT: join(results, 'integration.json') },
    launchArgs: [join(temp, 'work'), '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes',
      `--user-data-dir=${join(temp, 'user')}`],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(temp, { recursive: true, force: true });
}
