import * as vscode from 'vscode';
import type { ChecksView } from '../../protocol/page.js';

/** What the settings say of blind mode and of records that come back. */
export function checksSetting(): ChecksView {
  const settings = vscode.workspace.getConfiguration('tiebreak');
  return { blind: settings.get('blind') === 'on', again: settings.get('showAgain', true) };
}

/** Hears what the settings say from now on. */
export function onChecksChanged(listener: (checks: ChecksView) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('tiebreak.blind') || event.affectsConfiguration('tiebreak.showAgain')) listener(checksSetting());
  });
}
