import { basename, join } from 'node:path';
import * as vscode from 'vscode';

/** Scheme of a folder, or a pattern of files in one, that is open as one dataset. */
export const DATASET = 'tiebreak-dataset';

/** Which files of a folder are meant. */
export interface Part {
  /** A pattern below the folder (`data/train-*.parquet`); null for all. */
  readonly glob: string | null;
  /** Only records of this split. */
  readonly split: string | null;
}

/** The folder (or the part of it) as one document. */
export function datasetUri(folder: vscode.Uri, { glob, split }: Part = { glob: null, split: null }): vscode.Uri {
  const query = new URLSearchParams({ ...(glob !== null && { glob }), ...(split !== null && { split }) }).toString();
  return vscode.Uri.from({ scheme: DATASET, path: folder.path, query });
}

/** The folder that such a document stands for, as a file. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: 'file', path: uri.path });
}

/** What the engine opens for it, and how the page names it. */
export function partOf(uri: vscode.Uri): Part & { readonly path: string; readonly name: string } {
  const query = new URLSearchParams(uri.query);
  const glob = query.get('glob');
  const split = query.get('split');
  const folder = folderOf(uri).fsPath;
  const name = [glob === null ? basename(folder) : `${basename(folder)}/${glob}`, split].filter(Boolean).join(' · ');
  return { glob, split, path: glob === null ? folder : join(folder, glob), name };
}
