import * as vscode from 'vscode';
import { headOf } from '../compare/head.js';
import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';

/** Shows, side by side, the labels of the records that say something else than they do in git's HEAD; unsaved edits count. */
export async function compareHead({ provider, labels }: CommandContext): Promise<void> {
  const document = inFront(provider);
  const { uri, path, view } = document;
  if (uri.scheme !== 'file' || view.files !== 1) throw new Error(vscode.l10n.t('only a file that is open by itself can be compared with HEAD'));
  const found = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Tiebreak: comparing {0} with HEAD', view.name), cancellable: true }, async (_progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
    const head = await headOf(path);
    try {
      await document.settled();
      const versions = { before: head.path, schema: document.openedBy, removed: document.backup().removed };
      return await document.ask((engine, dataset) => engine.request('compareLabels', { dataset, ...versions }, stop.signal));
    } catch (error) {
      if (stop.signal.aborted) return null;
      throw error;
    } finally {
      await head.dispose();
    }
  });
  if (!found) return;
  if (found.changed + found.added + found.removed === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('Tiebreak: every label of {0} is as it is in HEAD.', view.name));
  await labels.show(uri, found);
}
