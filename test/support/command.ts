import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The built command. */
export const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** Runs the built command in a folder, as a user does: exit code and output. */
export function runTiebreak(folder: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}
