import * as vscode from 'vscode';
import type { TiebreakDocument } from './document.js';

/** Runs a save; where the file has changed on disk, the curator decides. Any other failure is VS Code's to show. */
export async function explainSaveError(document: TiebreakDocument, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if ((error as Error).name !== 'ChangedOnDisk') throw error;
    const overwrite = 'Overwrite';
    const reload = 'Reload';
    const answer = await vscode.window.showWarningMessage(
      `${(error as Error).message}. Overwrite it with what is shown here, or reload it and lose the unsaved edits?`,
      { modal: true },
      overwrite,
      reload,
    );
    if (answer === overwrite) return document.save(document.uri, true);
    if (answer === reload) return document.revert();
    throw new vscode.CancellationError();
  }
}
