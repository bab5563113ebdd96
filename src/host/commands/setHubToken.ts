import * as vscode from 'vscode';
import { hubEndpoint, keepToken } from '../hub/hub.js';
import type { CommandContext } from './registry.js';

/** Asks for the token that private and gated models need, and keeps it in VS Code's secret storage. */
export async function setHubToken({ hub }: CommandContext): Promise<void> {
  const endpoint = hubEndpoint();
  const { host } = new URL(endpoint);
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Hugging Face Token'),
    prompt: vscode.l10n.t('A token that may read models, from {0}. It is kept in VS Code\'s secret storage and handed to {1} alone; leave it empty to forget it.', `${endpoint}/settings/tokens`, host),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/^(hf_[A-Za-z0-9_]+)?$/.test(text.trim()) ? null : vscode.l10n.t('A token begins with {0}.', 'hf_')),
  });
  if (token === undefined) return;
  await keepToken(hub, endpoint, token.trim());
  void vscode.window.showInformationMessage(
    token.trim() === '' ? vscode.l10n.t('Tiebreak: no token for {0} is kept any more.', host) : vscode.l10n.t('Tiebreak: the token for {0} is kept in the secret storage.', host),
  );
}
