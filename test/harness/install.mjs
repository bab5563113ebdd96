import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache } from './paths.mjs';
import { npm, run } from './run.mjs';

/** The npm release of code-server whose VS Code is used: 4.139.1 carries VS Code 1.139. */
export const serverVersion = process.env.TIEBREAK_VSCODE ?? '4.139.1';

/**
 * @typedef {object} Installed
 * @property {string} node the Node that this VS Code is built for
 * @property {string} main the server's entry, which that Node runs
 * @property {string} vscode the version of VS Code
 */

/**
 * Gets the VS Code server from npm, once; a later call only looks. An install that was interrupted is done again.
 * @param {string} [version] of the npm package code-server
 * @returns {Promise<Installed>}
 */
export async function installServer(version = serverVersion) {
  const home = join(cache, 'server', version);
  const marker = join(home, 'installed.json');
  if (!existsSync(marker)) await install(version, home);
  const { node, vscode } = JSON.parse(await readFile(marker, 'utf8'));
  return { node: node ? join(home, node) : process.execPath, main: join(home, 'vscode', 'out', 'server-main.js'), vscode };
}

/**
 * @param {string} version
 * @param {string} home
 */
async function install(version, home) {
  console.log(`Getting the VS Code server (code-server ${version}) from npm, once; about a minute`);
  const servers = join(home, '..');
  const work = `${home}.partial-${process.pid}`;
  await mkdir(work, { recursive: true });
  await removeLeftovers(servers);
  try {
    const engine = await unpack(version, work);
    const vscode = join(work, 'vscode');
    // Native modules that need a compiler are left unbuilt: the server runs without them and only says so in its log.
    const [node] = await Promise.all([fetchNode(engine, work), npm(['install', '--ignore-scripts', '--omit=dev'], vscode)]);
    const about = JSON.parse(await readFile(join(vscode, 'package.json'), 'utf8'));
    // Last, so that a folder with this file is complete.
    await writeFile(join(work, 'installed.json'), JSON.stringify({ node, vscode: about.version }));
    await rm(home, { recursive: true, force: true });
    await rename(work, home);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    // Another run may have put its own copy there first.
    if (existsSync(join(home, 'installed.json'))) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The VS Code server could not be fetched from npm (code-server ${version}):\n${reason}`);
  }
}

/**
 * Only the VS Code inside code-server is wanted, so its package is unpacked by hand instead of installed: none of
 * its own dependencies are fetched. Returns the range of Node versions it asks for.
 * @param {string} version
 * @param {string} work
 * @returns {Promise<string>}
 */
async function unpack(version, work) {
  await npm(['pack', `code-server@${version}`], work);
  const archive = `code-server-${version}.tgz`;
  await run('tar', ['-xzf', archive], work);
  const about = JSON.parse(await readFile(join(work, 'package', 'package.json'), 'utf8'));
  await rename(join(work, 'package', 'lib', 'vscode'), join(work, 'vscode'));
  await Promise.all(['package', archive].map((name) => rm(join(work, name), { recursive: true })));
  return about.engines.node;
}

/**
 * Fetches the binary of Node from npm, unless the running one will do. Returns its path below `work`, or nothing.
 * @param {string} engine a major version such as `24`
 * @param {string} work
 * @returns {Promise<string | undefined>}
 */
async function fetchNode(engine, work) {
  if (process.versions.node.split('.')[0] === engine) return undefined;
  const windows = process.platform === 'win32';
  const platform = windows ? 'win' : process.platform;
  // The npm package `node` picks one of these in an install script; naming it works where scripts are off as well.
  const name = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
  const folder = join(work, 'node');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  await npm(['install', '--ignore-scripts', `${name}@${engine}`], folder);
  return join('node', 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
}

/** @param {string} servers */
async function removeLeftovers(servers) {
  for (const name of await readdir(servers)) {
    const owner = /\.partial-(\d+)$/.exec(name);
    if (owner && !isRunning(Number(owner[1]))) await rm(join(servers, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
