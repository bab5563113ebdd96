// npm start [-- FILE]: shows a dataset in a real VS Code with this extension: the one on the PATH, else the server from npm.
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findCode, openInCode } from './desktop.mjs';
import { hasDesktop, openInBrowser } from './open.mjs';
import { cache, root } from './paths.mjs';
import { startServer } from './server.mjs';
import { forStart } from './settings.mjs';

const asked = process.argv[2];
// npm runs scripts in the package's folder; the user named the file from their own.
const file = asked ? resolve(process.env.INIT_CWD ?? '.', asked) : join(root, 'media', 'sample', 'sample.jsonl');
if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
  console.error(`No such file: ${file}`);
  process.exit(2);
}

const code = hasDesktop() ? await findCode() : undefined;
if (code) {
  console.log(`Opening ${file} in ${code}. Ctrl+C, or closing the window, ends this.`);
  await openInCode(code, file);
} else {
  const server = await startServer({ dataFolder: join(cache, 'start'), settings: forStart(file) });
  const address = server.address(dirname(file));
  console.log(`VS Code ${server.vscode} shows ${file} at\n\n  ${address}\n\nCtrl+C ends it.`);
  if (hasDesktop()) openInBrowser(address);
  await server.died.catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
