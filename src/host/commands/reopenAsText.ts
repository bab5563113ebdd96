import * as vscode from 'vscode';
import { DATASET } from '../editor/datasetUri.js';
import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';

/** Opens the file in front as text, at the line where the shown record begins. */
export async function reopenAsText({ provider, offers }: CommandContext): Promise<void> {
  const document = inFront(provider);
  const { uri } = document;
  if (uri.scheme === DATASET) throw new Error(vscode.l10n.t('a folder has no text: open one of its files'));
  const { line, path } = await document.ask((engine, dataset) => engine.request('textPlace', { dataset, item: document.shown.item }));
  offers.keepAsText(uri);
  // The record may stand in a file that was attached.
  const own = path === document.path;
  if (own) await vscode.commands.executeCommand('workbench.action.reopenTextEditor');
  const selection = new vscode.Range(line, 0, line, 0);
  await vscode.commands.executeCommand('vscode.openWith', own ? uri : vscode.Uri.file(path), 'default', { selection });
}
