import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installServer } from './install.mjs';
import { root } from './paths.mjs';
import { isWanted, startGroup, stopGroup } from './processes.mjs';
import { run } from './run.mjs';
import { extension, forTests } from './settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} [dataFolder] kept afterwards (unsaved work, window layout); without it a temporary one
 * @property {import('./settings.mjs').Settings} [settings] the user's settings
 * @property {'linked' | 'none' | string} [extension] this repository linked in (the default) or the path of a .vsix, each with the opener, or nothing
 * @property {NodeJS.ProcessEnv} [env] added to the environment, which extensions see
 * @property {boolean} [driver] let the page's address name an extension under development and its tests
 */

/**
 * @typedef {object} Server
 * @property {string} vscode its version of VS Code
 * @property {string} temp a folder that goes when the server does, for what tests make
 * @property {(folder: string, payload?: [string, string][]) => string} address of a page that shows the folder
 * @property {(path: string) => string} uri of a file, as a page of this server names it
 * @property {(settings: import('./settings.mjs').Settings) => Promise<void>} configure replaces the user's settings; open pages notice
 * @property {Promise<never>} died rejects when it ends without having been asked to
 * @property {() => string} log what it wrote
 * @property {() => Promise<void>} stop ends it and removes what it left behind
 */

/**
 * Starts a VS Code server on a free port, installing it first where needed. It ends with this process at the latest.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const { node, main, vscode } = await installServer();
  const temp = await mkdtemp(join(tmpdir(), 'tiebreak-vscode-'));
  const dataFolder = options.dataFolder ?? join(temp, 'data');
  const extensions = join(temp, 'extensions');
  const settingsFile = join(dataFolder, 'data', 'User', 'settings.json');
  /** @param {import('./settings.mjs').Settings} settings */
  const configure = (settings) => writeFile(settingsFile, JSON.stringify(settings, null, 2));
  await mkdir(join(settingsFile, '..'), { recursive: true });
  await mkdir(extensions);
  await configure(options.settings ?? forTests);
  // The cache of manifests is not told when a linked extension's package.json changes.
  await rm(join(dataFolder, 'data', 'CachedProfilesData'), { recursive: true, force: true });

  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensions];
  await addExtension(options.extension ?? process.env.TIEBREAK_VSIX ?? 'linked', extensions, (vsix) =>
    run(node, [main, '--accept-server-license-terms', ...folders, '--install-extension', vsix], root));

  // Without a token any page the user visits could talk to the server.
  const token = randomBytes(16).toString('hex');
  const guard = pathToFileURL(fileURLToPath(new URL('guard.mjs', import.meta.url))).href;
  const child = startGroup(node, ['--import', guard, main, '--host', '127.0.0.1', '--port', '0', ...folders,
    '--connection-token', token, '--accept-server-license-terms', '--disable-workspace-trust', '--telemetry-level', 'off',
    '--force-disable-user-env',
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
  ], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...options.env, TIEBREAK_TEMP: temp } });

  let log = '';
  /** @type {Promise<never>} */
  const died = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (isWanted(child)) reject(new Error(`The VS Code server ended (${signal ?? code}):\n${log.slice(-4000)}`));
    });
  });
  died.catch(() => {});
  /** @type {Promise<string>} */
  const listening = new Promise((resolve) => {
    /** @param {Buffer} data */
    const read = (data) => {
      log += data;
      const port = /Extension host agent listening on (\d+)/.exec(log);
      if (port?.[1]) resolve(port[1]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });

  const removeTemp = () => rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeTemp);
  const stop = async () => {
    await stopGroup(child);
    process.off('exit', removeTemp);
    removeTemp();
  };
  try {
    const authority = `localhost:${await Promise.race([listening, died, late(60_000, () => log)])}`;
    return {
      vscode, temp, configure, died, stop, log: () => log,
      uri: (path) => pathToFileURL(path).href.replace('file://', `vscode-remote://${authority}`),
      address: (folder, payload = []) => {
        const query = new URLSearchParams({ tkn: token, folder: decodeURIComponent(pathToFileURL(folder).pathname) });
        if (payload.length) query.set('payload', JSON.stringify(payload));
        return `http://${authority}/?${query}`;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const opener = fileURLToPath(new URL('opener', import.meta.url));

/**
 * @param {string} which
 * @param {string} extensions
 * @param {(vsix: string) => Promise<unknown>} install
 */
async function addExtension(which, extensions, install) {
  if (which === 'none') return;
  await symlink(opener, join(extensions, 'tiebreak.opener-0.0.1'), 'junction');
  if (which === 'linked') await symlink(root, join(extensions, extension.folder), 'junction');
  else await install(which);
}

/**
 * @param {number} milliseconds
 * @param {() => string} log
 * @returns {Promise<never>}
 */
function late(milliseconds, log) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`The VS Code server did not start in ${milliseconds / 1000} s:\n${log().slice(-4000)}`)), milliseconds).unref();
  });
}
