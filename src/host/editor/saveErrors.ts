import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { TiebreakDocument } from './document.js';
import { saveCopy } from './saveCopy.js';

/** Formats that VS Code can lay side by side. */
const TEXT_FORMATS = new Set(['jsonl', 'json', 'csv', 'tsv']);

/** Runs a save; where the file has changed on disk, or ends too early, the curator decides. Any other failure is VS Code's to show. */
export async function explainSaveError(document: TiebreakDocument, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'ChangedOnDisk') return decideConflict(document, message);
    if (document.view.damage === null) throw error;
    const saveAs = vscode.l10n.t('Save As…');
    const detail = vscode.l10n.t('What could be read can be saved under another name; the damaged file stays as it is.');
    const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, saveAs);
    if (answer === saveAs) await saveCopy(document);
    throw new vscode.CancellationError();
  }
}

async function decideConflict(document: TiebreakDocument, message: string): Promise<void> {
  const comparable = document.uri.scheme === 'file' && document.view.files === 1 && TEXT_FORMATS.has(document.view.format) && !/\.(gz|zst)$/i.test(document.path);
  const overwrite = vscode.l10n.t('Overwrite');
  const reload = vscode.l10n.t('Reload');
  const saveAs = vscode.l10n.t('Save As…');
  const beside = vscode.l10n.t('Compare');
  const detail = vscode.l10n.t('Overwrite it with what is shown here, reload it and lose the unsaved edits, or save under another name. Nothing has been written.');
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, overwrite, reload, saveAs, ...(comparable ? [beside] : []));
  if (answer === overwrite) return document.save(document.uri, true);
  if (answer === reload) return document.revert();
  if (answer === saveAs) await saveCopy(document);
  if (answer === beside) await compare(document);
  // Not saved: the edits stay.
  throw new vscode.CancellationError();
}

/** Shows the file on the disk beside what a save would write. */
async function compare(document: TiebreakDocument): Promise<void> {
  const name = basename(document.path);
  const written = join(await mkdtemp(join(tmpdir(), 'tiebreak-compare-')), name);
  try {
    await document.writeTo(written);
    await vscode.commands.executeCommand('vscode.diff', document.uri, vscode.Uri.file(written), vscode.l10n.t('{0}: on the disk ↔ as it would be saved', name));
  } catch (error) {
    await rm(dirname(written), { recursive: true, force: true });
    throw error;
  }
  removeOnceClosed(written);
}

/** What was written for a comparison goes when its tab does. */
function removeOnceClosed(path: string): void {
  const shows = ({ input }: vscode.Tab) => input instanceof vscode.TabInputTextDiff && input.modified.fsPath === path;
  const watch = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (!closed.some(shows)) return;
    watch.dispose();
    void rm(dirname(path), { recursive: true, force: true });
  });
}
