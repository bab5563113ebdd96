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

/** Opens a file in Tiebreak: the one given (explorer, editor title), else the one in front, else one that is asked for. */
export async function openInTiebreak(_context: CommandContext, given?: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : (vscode.window.activeTextEditor?.document.uri ?? (await ask()));
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR);
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({ filters: openable() });
  return picked?.[0];
}
