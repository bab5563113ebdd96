import { basename, relative } from 'node:path';
import * as vscode from 'vscode';
import { datasetUri, type Part } from '../editor/datasetUri.js';
import { DATASET_EDITOR } from '../editor/provider.js';
import type { CommandContext } from './registry.js';

interface PartItem extends vscode.QuickPickItem {
  readonly part: Part | 'pattern';
}

const ALL: Part = { glob: null, split: null };

/** Opens a folder of shards as one dataset: the folder given, else one that is asked for; which part of it, where it has several splits. */
export async function openFolder({ engine }: CommandContext, given?: unknown, wanted?: unknown): Promise<void> {
  const folder = given instanceof vscode.Uri ? given : await ask();
  if (!folder) return;
  const part = isPart(wanted) ? wanted : await askPart(folder, await engine.request('shards', { path: folder.fsPath }));
  if (part) await vscode.commands.executeCommand('vscode.openWith', datasetUri(folder, part), DATASET_EDITOR);
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: vscode.l10n.t('Open as Dataset') });
  return picked?.[0];
}

async function askPart(folder: vscode.Uri, shards: readonly { readonly path: string; readonly split: string | null }[]): Promise<Part | undefined> {
  const splits = [...new Set(shards.flatMap(({ split }) => split ?? []))];
  if (splits.length < 2) return ALL;
  const names = (list: typeof shards) => list.slice(0, 4).map(({ path }) => relative(folder.fsPath, path)).join(', ') + (list.length > 4 ? ', …' : '');
  const files = (count: number) => (count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count));
  const items: PartItem[] = [
    { label: vscode.l10n.t('All splits'), description: files(shards.length), detail: names(shards), part: ALL },
    ...splits.map((split): PartItem => {
      const own = shards.filter((shard) => shard.split === split);
      return { label: split, description: files(own.length), detail: names(own), part: { glob: null, split } };
    }),
    { label: `$(filter) ${vscode.l10n.t('Files by pattern…')}`, detail: vscode.l10n.t('For example {0}', 'train-*.parquet'), part: 'pattern' },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: basename(folder.fsPath), placeHolder: vscode.l10n.t('Which part of this folder?'), matchOnDetail: true });
  if (picked?.part !== 'pattern') return picked?.part;
  const glob = await vscode.window.showInputBox({ title: vscode.l10n.t('Files below {0}', basename(folder.fsPath)), prompt: vscode.l10n.t('A pattern with *, ** and ?'), placeHolder: 'train-*.parquet' });
  return glob ? { glob, split: null } : undefined;
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'glob' in value && 'split' in value;
}
