import * as vscode from 'vscode';
import type { Edit, RowText } from '../../core/edits.js';
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

/** An edit that VS Code must know. */
export interface MadeEdit {
  readonly edit: Edit;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Reads what a hot exit kept. */
export async function readKept(uri: vscode.Uri): Promise<Kept> {
  const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  return { ...NOTHING, ...(JSON.parse(text) as Partial<Kept>) };
}

/** Writes what a hot exit keeps. */
export async function writeKept(uri: vscode.Uri, kept: Kept): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify({ version: 1, ...kept })));
}

/** Says that unsaved edits were not restored. */
export function tellRefused(edits: number): void {
  void vscode.window.showWarningMessage(
    edits === 1
      ? vscode.l10n.t('Tiebreak: 1 unsaved edit was not restored: the file has changed in those rows since.')
      : vscode.l10n.t('Tiebreak: {0} unsaved edits were not restored: the file has changed in those rows since.', edits),
  );
}
