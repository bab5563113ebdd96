import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from '../engineClient.js';
import { besideOf } from '../mapping/beside.js';
import { mappingFor } from '../mapping/settings.js';
import { DATASET, partOf } from './datasetUri.js';
import { TiebreakDocument } from './document.js';
import { NOTHING, readKept, type Kept } from './kept.js';
import { localCopy } from './remote.js';
import type { SourceOptions } from './source.js';
import { PLAIN, type Wish, type Wishes } from './wish.js';

/** What opening needs to know. */
export interface Opener {
  readonly engine: EngineClient;
  readonly wishes: Wishes;
  /** A folder for mappings that stand in the settings. */
  readonly storage: vscode.Uri;
}

/** Opens a document as it was opened last; where that fails now, as it is, and says so. Throws then where a hot exit left edits. */
export async function openDocument({ engine, wishes, storage }: Opener, uri: vscode.Uri, backupId: string | undefined): Promise<TiebreakDocument> {
  const kept = backupId === undefined ? NOTHING : await keptOf(uri, vscode.Uri.parse(backupId));
  const place = { ...(await placeOf(uri)), engine };
  const remembered = kept.wish ?? wishes.get(uri);
  const open = (wish: Wish) => TiebreakDocument.open(uri, { ...place, wish }, kept);
  if (remembered.schema === null && remembered.attach.length === 0) {
    // What a hot exit left was made without one, and a mapping beside the file comes first.
    const mapping = kept.wish !== null || (await besideOf(place.path)) !== null ? null : await mappingFor(uri, storage);
    return open(mapping === null ? PLAIN : { ...PLAIN, schema: mapping });
  }
  try {
    return await open(remembered);
  } catch (error) {
    const why = reasonOf(place.name, remembered, (error as Error).message);
    // Opened another way its rows would refuse the edits, and they would be lost.
    if (kept.edits.length > 0) throw new Error(vscode.l10n.t('{0}. Its unsaved edits are kept until that works again', why));
    const document = await open(PLAIN);
    void vscode.window.showWarningMessage(vscode.l10n.t('Tiebreak: {0}', why));
    await wishes.set(uri, PLAIN);
    return document;
  }
}

async function keptOf(uri: vscode.Uri, backup: vscode.Uri): Promise<Kept> {
  const kept = await readKept(backup, uri);
  // A save just before VS Code was closed leaves this too: then nothing is lost.
  if (kept === null) void vscode.window.showInformationMessage(vscode.l10n.t('Tiebreak: no unsaved edits were kept for {0}; it is shown as it was saved.', basename(uri.path)));
  return kept ?? NOTHING;
}

async function placeOf(uri: vscode.Uri): Promise<Omit<SourceOptions, 'engine' | 'wish'>> {
  if (uri.scheme === DATASET) return { ...partOf(uri), readOnly: false };
  const name = basename(uri.path);
  if (uri.scheme === 'file') return { path: uri.fsPath, split: null, name, readOnly: false };
  return { path: await localCopy(uri), split: null, name, readOnly: true };
}

function reasonOf(name: string, { schema, attach }: Wish, why: string): string {
  const files = attach.join(', ');
  if (attach.length === 0) return vscode.l10n.t('{0} could not be opened as it was last (schema {1}): {2}', name, schema ?? '', why);
  if (schema === null) return vscode.l10n.t('{0} could not be opened as it was last (with {1}): {2}', name, files, why);
  return vscode.l10n.t('{0} could not be opened as it was last (schema {1}, with {2}): {3}', name, schema, files, why);
}
