import * as vscode from 'vscode';
import type { TiebreakDocument } from '../editor/document.js';

/** Saves or throws away the unsaved edits of the document in front, as the curator says; false where they are to stay. `question` says why, and asks. */
export async function settle(document: TiebreakDocument, question: string): Promise<boolean> {
  if (document.backup().edits.length === 0) return true;
  const save = vscode.l10n.t('Save');
  const discard = vscode.l10n.t('Discard');
  const answer = await vscode.window.showWarningMessage(question, { modal: true }, save, discard);
  if (answer === undefined) return false;
  // Through VS Code, so that it knows that the file is clean.
  await vscode.commands.executeCommand(answer === save ? 'workbench.action.files.save' : 'workbench.action.files.revert');
  // VS Code does not wait for a revert.
  await document.settled();
  return document.backup().edits.length === 0;
}
