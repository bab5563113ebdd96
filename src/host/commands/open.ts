import * as vscode from 'vscode';
import { EDITOR } from '../editor/provider.js';
import type { CommandContext } from './registry.js';

/** What an open dialog offers. */
export function openable(): Record<string, string[]> {
  return {
    [vscode.l10n.t('Preference data')]: ['jsonl', 'ndjson', 'json', 'csv', 'tsv', 'parquet', 'arrow', 'feather', 'gz', 'zst'],
    [vscode.l10n.t('All files')]: ['*'],
  };
}

/** Opens a file in Tiebreak: the one given (explorer, editor title), else the one in front, else one that is asked for. From a text that is open, at the record where its cursor is. */
export async function openInTiebreak({ provider }: CommandContext, given?: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  // A text too long for extensions has a tab, and no editor that they know of.
  const uri = given instanceof vscode.Uri ? given : (editor?.document.uri ?? (input instanceof vscode.TabInputText ? input.uri : await ask()));
  if (!uri) return;
  const line = editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line : 0;
  await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR);
  await closeText(uri);
  const panel = provider.showing(uri)[0];
  // The first line is where the cursor is when nobody has moved it.
  if (line === 0 || !panel?.document.opening.view) return;
  const item = await panel.document.ask((engine, dataset) => engine.request('itemAtLine', { dataset, line }));
  if (item !== null) panel.show(item);
}

/** The text's own tab makes room, unless it holds unsaved work. */
async function closeText(uri: vscode.Uri): Promise<void> {
  const { tabs } = vscode.window.tabGroups.activeTabGroup;
  const texts = tabs.filter(({ input, isDirty, isActive }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString() && !isDirty && !isActive);
  if (texts.length > 0) await vscode.window.tabGroups.close(texts);
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({ filters: openable() });
  return picked?.[0];
}
