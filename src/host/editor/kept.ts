import * as vscode from 'vscode';
import type { RowText } from '../../core/edits.js';
import type { SavedEdit } from '../../core/log.js';
import type { Wish } from './wish.js';

/** What a hot exit keeps. */
export interface Kept {
  readonly edits: readonly SavedEdit[];
  readonly removed: readonly RowText[];
  /** How the file was open: rows mean what they mean in that way only; null where nothing was kept. */
  readonly wish: Wish | null;
}

/** Nothing kept. */
export const NOTHING: Kept = { edits: [], removed: [], wish: null };

/** What stands in a backup's file: which document it is of, so that it is found where VS Code remembers an older one. */
interface KeptFile extends Kept {
  readonly version: 1;
  readonly uri: string;
}

/**
 * Reads what a hot exit kept of a document. VS Code deletes a backup as soon as a newer one is written, and may be closed before
 * it has noted the newer one's name: then the newest of this document in that folder is meant. Null where there is none.
 */
export async function readKept(backup: vscode.Uri, document: vscode.Uri): Promise<Kept | null> {
  return (await read(backup)) ?? newestOf(document, vscode.Uri.joinPath(backup, '..'));
}

/** Writes what a hot exit keeps. */
export async function writeKept(backup: vscode.Uri, document: vscode.Uri, kept: Kept): Promise<void> {
  const file: KeptFile = { version: 1, uri: document.toString(), ...kept };
  await vscode.workspace.fs.writeFile(backup, Buffer.from(JSON.stringify(file)));
}

async function read(backup: vscode.Uri): Promise<(Kept & Partial<KeptFile>) | null> {
  try {
    const text = Buffer.from(await vscode.workspace.fs.readFile(backup)).toString();
    return { ...NOTHING, ...(JSON.parse(text) as Partial<KeptFile>) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

async function newestOf(document: vscode.Uri, folder: vscode.Uri): Promise<Kept | null> {
  const names = await vscode.workspace.fs.readDirectory(folder).then((entries) => entries.map(([name]) => name), () => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const uri = vscode.Uri.joinPath(folder, name);
      const time = await vscode.workspace.fs.stat(uri).then(({ mtime }) => mtime, () => 0);
      return { kept: await read(uri).catch(() => null), time };
    }),
  );
  const own = files.filter(({ kept }) => kept?.uri === document.toString());
  return own.sort((a, b) => b.time - a.time)[0]?.kept ?? null;
}
