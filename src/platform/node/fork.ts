/** Child processes that run one of our scripts, also where the executable is Electron. */
import { fork, type ChildProcess } from 'node:child_process';

/** A child with an IPC channel, and the end of what it wrote to stderr. */
export interface Forked {
  readonly child: ChildProcess;
  /** The last lines it wrote to stderr, at most 4,000 characters. */
  lastWords(): string;
}

/** Starts a script of ours; it inherits the environment (with what is added to it), and none of the parent's debugger flags. */
export function forkScript(script: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Forked {
  const child = fork(script, args, {
    execArgv: [],
    env: { ...process.env, ...environment, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000);
  });
  // A child that could not be started says so here, and nobody else listens.
  child.on('error', (error) => void (words += error.message));
  return { child, lastWords: () => words.trim() };
}
