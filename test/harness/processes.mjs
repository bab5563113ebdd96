import { spawn, spawnSync } from 'node:child_process';

const onWindows = process.platform === 'win32';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */

/** @type {Set<ChildProcess>} */
const groups = new Set();
let watching = false;

/**
 * Starts a process as the head of a group of its own, so that everything it starts ends with it, and ends it when
 * this process ends, whether by itself or by a signal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function startGroup(command, args, options = {}) {
  watchForEnd();
  const child = spawn(command, args, { ...options, detached: !onWindows, windowsHide: true });
  groups.add(child);
  return child;
}

/**
 * True until somebody asked the group to end.
 * @param {ChildProcess} child
 */
export const isWanted = (child) => groups.has(child);

/**
 * Ends a group: politely, then after `patience` milliseconds for certain. Resolves when its head is gone.
 * @param {ChildProcess} child
 */
export async function stopGroup(child, patience = 3000) {
  groups.delete(child);
  const gone = child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
  // The head is gone, but what it started may not be.
  signalGroup(child, 'SIGKILL');
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (onWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

function watchForEnd() {
  if (watching) return;
  watching = true;
  process.on('exit', () => groups.forEach((child) => signalGroup(child, 'SIGKILL')));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, async () => {
      await Promise.all([...groups].map((child) => stopGroup(child)));
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
}
