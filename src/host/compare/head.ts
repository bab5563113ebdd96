import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';

const POINTER = 'version https://git-lfs.github.com/spec/';

/** A file as git's HEAD has it, in a folder of its own; `dispose` removes it. */
export interface Head {
  readonly path: string;
  dispose(): Promise<void>;
}

/** Writes what HEAD holds of a file where the engine can read it. Throws, with git's words, where it holds nothing. */
export async function headOf(file: string): Promise<Head> {
  // A repository's own settings may name programs that git runs.
  if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('git is asked in trusted workspaces only: trust this one first'));
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-head-'));
  const head = { path: join(folder, basename(file)), dispose: () => rm(folder, { recursive: true, force: true }) };
  try {
    // As a checkout would write it: line ends and large files are what they are on the disk. The name goes as an argument, through no shell.
    await git(['cat-file', '--filters', `HEAD:./${basename(file)}`], dirname(file), head.path);
    if (await isPointer(head.path)) throw new Error(vscode.l10n.t('HEAD holds a Git LFS pointer of {0}: fetch its content first', basename(file)));
    return head;
  } catch (error) {
    await head.dispose();
    throw error;
  }
}

async function git(args: readonly string[], folder: string, into: string): Promise<void> {
  const setting = vscode.workspace.getConfiguration('git').get<string | readonly string[] | null>('path', null);
  const program = (typeof setting === 'string' ? setting : setting?.[0]) || 'git';
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' } });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)));
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const written = pipeline(child.stdout, createWriteStream(into, { mode: 0o600 }));
  const code = await ended.catch((error: Error) => {
    throw new Error(vscode.l10n.t('git could not be started: {0}', error.message));
  });
  await written;
  if (code !== 0) throw new Error(vscode.l10n.t('git has no earlier version of this file: {0}', words.trim().split('\n').at(-1) ?? ''));
}

async function isPointer(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(POINTER.length), 0, POINTER.length, 0);
    return buffer.subarray(0, bytesRead).toString() === POINTER;
  } finally {
    await handle.close();
  }
}
