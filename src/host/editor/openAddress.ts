import * as vscode from 'vscode';

/** Opens an address that a dataset's text names, in the user's browser; VS Code asks first. Throws for anything but a web or mail address. */
export async function openAddress(address: string): Promise<void> {
  if (!/^(https?:\/\/|mailto:)/i.test(address)) throw new Error(vscode.l10n.t('Only http, https and mailto addresses can be opened.'));
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
