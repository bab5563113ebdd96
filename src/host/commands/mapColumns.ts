import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { MappingSession } from '../mapping/session.js';
import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';
import { settle } from './settle.js';

/** Opens the mapping of the file in front beside it, with a preview in its page. */
export async function mapColumns({ provider, mappings }: CommandContext): Promise<void> {
  const document = inFront(provider);
  if (/[*?]/.test(document.path)) throw new Error(vscode.l10n.t('these files were opened by a pattern: map the columns of one of them, or of their folder'));
  await mappings.begin(document);
}

/** Saves the mapping in front (or of the page in front) and opens its data file by it. */
export async function useMapping(context: CommandContext, given?: unknown): Promise<void> {
  const { provider, mappings } = context;
  const session = sessionOf(context, given);
  if (!session) throw new Error(vscode.l10n.t('no data file is open for this mapping: open it in Tiebreak, then Map Columns…'));
  const { data, text, path } = session;
  if (text?.isDirty && !(await text.save())) throw new Error(vscode.l10n.t('{0} was not saved', path));
  if (!(await stat(path).catch(() => null))) throw new Error(vscode.l10n.t('{0} is not on the disk yet: save it first', path));
  provider.showing(data.uri)[0]?.panel.reveal();
  if (!(await settle(data, vscode.l10n.t('The mapping reads the rows anew: save the unsaved edits first, or discard them?')))) return;
  // It lies beside the file: without another wish that is how the file opens from now on.
  await provider.reopen(data, { ...data.wish, schema: null }, false);
  mappings.end(session);
}

/** Ends the preview of the page in front. */
export function endPreview(context: CommandContext): void {
  const session = sessionOf(context);
  if (session) context.mappings.end(session);
}

function sessionOf({ provider, mappings }: CommandContext, given?: unknown): MappingSession | undefined {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  const active = provider.active?.document;
  return (active ? mappings.for(active.uri) : undefined) ?? (uri ? mappings.of(uri) : undefined);
}
