import * as vscode from 'vscode';
import { DATASET, folderOf } from './datasetUri.js';
import type { TiebreakDocument } from './document.js';

/** Asks for another name and saves there, of several files that are open together for a folder; the edits of this document stay unsaved. */
export async function saveCopy(document: TiebreakDocument): Promise<void> {
  const { files, name } = document.view;
  const target = files > 1 ? await askFolder(files) : await askName(document.uri);
  if (!target) return;
  await document.save(target);
  void vscode.window.showInformationMessage(vscode.l10n.t('Saved as {0}. {1} is as it was.', target.fsPath, name));
}

async function askFolder(files: number): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Save All Files Here'),
    title: vscode.l10n.t('{0} files are open together: a folder for them', files),
  });
  return picked?.[0];
}

async function askName(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({ defaultUri: uri.scheme === DATASET ? folderOf(uri) : uri, title: vscode.l10n.t('Save under another name') });
}
