import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';

/** A file that is not on this disk (git:, vscode-vfs: …), copied where the engine can read it; shown read-only. */
export async function localCopy(uri: vscode.Uri): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-'));
  const path = join(folder, basename(uri.path));
  await writeFile(path, await vscode.workspace.fs.readFile(uri), { mode: 0o600 });
  return path;
}
