import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache, root } from './paths.mjs';
import { startGroup, stopGroup } from './processes.mjs';
import { run } from './run.mjs';
import { extension, forStart } from './settings.mjs';

/**
 * The `code` on the PATH, if it can show a window with this extension loaded.
 * @returns {Promise<string | undefined>}
 */
export async function findCode() {
  // In a remote terminal, and in WSL, `code` talks to a window elsewhere, which cannot load an extension from here.
  if (process.env.VSCODE_IPC_HOOK_CLI || process.env.WSL_DISTRO_NAME) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  const path = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (!path) return undefined;
  const version = await run(quoted(path), ['--version'], root, process.platform === 'win32').then((text) => text.split('\n')[0] ?? '', () => '');
  if (isAtLeast(version, extension.vscode)) return path;
  console.log(`${path} is VS Code ${version || 'of an unknown version'}, older than ${extension.vscode}; using the VS Code server instead`);
  return undefined;
}

/**
 * Opens a file in a desktop VS Code with this extension, in a profile of its own so that the user's settings and
 * extensions stay as they are; the opener opens the file in its folder's window. Resolves when its window is closed.
 * @param {string} code
 * @param {string} file
 */
export async function openInCode(code, file) {
  const profile = join(cache, 'desktop');
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(forStart(file), null, 2));
  const opener = fileURLToPath(new URL('opener', import.meta.url));
  const args = ['--new-window', '--wait', '--disable-workspace-trust', `--user-data-dir=${profile}`,
    `--extensions-dir=${join(profile, 'extensions')}`, `--extensionDevelopmentPath=${root}`, `--extensionDevelopmentPath=${opener}`, dirname(file)];
  const windows = process.platform === 'win32';
  const child = startGroup(quoted(code), windows ? args.map(quoted) : args, { stdio: 'ignore', shell: windows });
  // The window outlives the command that opened it; VS Code keeps its process id here.
  process.once('SIGINT', () => void readFile(join(profile, 'code.lock'), 'utf8').then((pid) => process.kill(Number(pid)), () => {}));
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  await stopGroup(child);
}

/** @param {string} text */
const quoted = (text) => (process.platform === 'win32' ? `"${text}"` : text);

/**
 * @param {string} version
 * @param {string} wanted
 */
function isAtLeast(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number));
  if (!a || !b || a.some(Number.isNaN)) return false;
  const different = a.findIndex((part, i) => part !== b[i]);
  return different < 0 || (a[different] ?? 0) > (b[different] ?? 0);
}
