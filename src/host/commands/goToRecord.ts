import * as vscode from 'vscode';
import type { Panel } from '../editor/panel.js';
import { EDITOR } from '../editor/provider.js';
import type { CommandContext } from './registry.js';

/** Shows a record by its number from 0: of the file given (as a URI's text), else of the one in front; asks for the number where none is given. */
export async function goToRecord({ provider }: CommandContext, file?: unknown, given?: unknown): Promise<void> {
  const panel = typeof file === 'string' ? await panelOf(provider, vscode.Uri.parse(file)) : provider.active;
  if (!panel) throw new Error(vscode.l10n.t('open a preference file first'));
  const index = typeof given === 'number' ? given : await ask(panel.document.view.records);
  if (index !== undefined) panel.show(index);
}

async function panelOf(provider: CommandContext['provider'], uri: vscode.Uri): Promise<Panel | undefined> {
  const open = provider.showing(uri)[0];
  if (open) open.panel.reveal();
  else await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR);
  return open ?? provider.showing(uri)[0];
}

async function ask(records: number): Promise<number | undefined> {
  const wrong = vscode.l10n.t('A whole number from 0 to {0}', records - 1);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Go to Record'),
    prompt: vscode.l10n.t('Its number, counted from 0'),
    validateInput: (value) => (/^\d+$/.test(value.trim()) && Number(value) < records ? null : wrong),
  });
  return text === undefined ? undefined : Number(text);
}
