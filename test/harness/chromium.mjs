import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { cache, root } from './paths.mjs';
import { run } from './run.mjs';

// Playwright keeps its downloads here, and reads this variable as it is loaded.
process.env.PLAYWRIGHT_BROWSERS_PATH ??= join(cache, 'browsers');

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** @type {Promise<string> | undefined} */
let found;

/**
 * The path of a Chromium that starts: one that is installed, else Playwright's own download, else Debian's package.
 * `TIEBREAK_CHROMIUM` names one outright. The answer is passed on to child processes through the same variable.
 * @returns {Promise<string>}
 */
export function findChromium() {
  found ??= search().then((path) => (process.env.TIEBREAK_CHROMIUM = path));
  return found;
}

/**
 * What Playwright's `chromium.launch` needs to start that browser, as root and without a GPU too.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function launchOptions() {
  return {
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  };
}

async function search() {
  const named = process.env.TIEBREAK_CHROMIUM;
  if (named) {
    if (await starts(named)) return named;
    throw new Error(`TIEBREAK_CHROMIUM names a browser that does not start: ${named}`);
  }
  const { chromium } = await import('playwright-core');
  for (const path of [...installed(), chromium.executablePath()]) if (await starts(path)) return path;

  /** @type {string[]} */
  const reasons = [];
  for (const fetch of [fromPlaywright, fromDebian]) {
    const path = await fetch(chromium.executablePath()).catch((error) => void reasons.push(error.message));
    if (path && (await starts(path))) return path;
    if (path) reasons.push(`${path} is there but does not start; system libraries may be missing`);
  }
  throw new Error(['No Chromium for the tests inside VS Code and in the browser: none is installed and none could be fetched.',
    'Install Chromium, Chrome or Edge, or set TIEBREAK_CHROMIUM to the path of one.', ...reasons].join('\n- '));
}

/** @returns {string[]} */
function installed() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const mac = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : [];
  });
  return { darwin: mac, win32: windows }[/** @type {string} */ (process.platform)] ?? onPath;
}

/**
 * Asks for its version: a path may be a stub that only says how to install a browser, or lack libraries.
 * @param {string} path
 */
async function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows the question opens a window.
  if (process.platform === 'win32') return true;
  return run(path, ['--version'], root).then((version) => /\d+\.\d+/.test(version), () => false);
}

/**
 * @param {string} path where Playwright will put it
 * @returns {Promise<string>}
 */
async function fromPlaywright(path) {
  console.log("Getting Chromium by Playwright's own download, once");
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], root);
  if (isRoot() && !(await starts(path))) await run(process.execPath, [cli, 'install-deps', 'chromium'], root);
  return path;
}

/** @returns {Promise<string>} */
async function fromDebian() {
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
  // Ubuntu's package of that name is a stub for a snap.
  if (!isRoot() || !/^ID="?debian"?$/m.test(system)) throw new Error('Debian: its package is only tried as root on Debian.');
  console.log("Getting Chromium from Debian's packages, once");
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  await run('apt-get', ['update'], root);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], root);
  return '/usr/bin/chromium';
}

const isRoot = () => process.getuid?.() === 0;
