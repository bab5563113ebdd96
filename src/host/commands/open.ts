import * as vscode from 'vscode';
import { EDITOR } from '../editor/provider.js';
import type { CommandContext } from './registry.js';

/** What an open dialog offers. */
export const OPENABLE: Readonly<Record<string, string[]>> = {
  'Preference data': ['jsonl', 'ndjson', 'json', 'csv', 'tsv', 'parquet', 'arrow', 'feather', 'gz', 'zst'],
  'All files': ['*'],
};

/** Opens a file in Tiebreak: the one given (explorer, editor title), else the one in front, else one that is asked for. */
export async function openInTiebreak(_context: CommandContext, given?: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : (vscode.window.activeTextEditor?.document.uri ?? (await ask()));
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR);
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({ filters: { ...OPENABLE } });
  return picked?.[0];
}
