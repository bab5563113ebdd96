import * as vscode from 'vscode';
import type { SchemaCandidate } from '../../protocol/views/dataset.js';
import type { EngineClient } from '../engineClient.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';
import { inFront } from './inFront.js';
import { settle } from './settle.js';

interface SchemaItem extends vscode.QuickPickItem {
  /** Null detects it. */
  readonly schema?: string | null;
}

/** Asks which schema the file in front has, and opens it so; the choice is remembered. */
export async function chooseSchema({ provider, engine }: { readonly provider: TiebreakEditorProvider; readonly engine: EngineClient }): Promise<void> {
  const document = inFront(provider);
  const { choice } = document.opening;
  const candidates = choice?.candidates ?? (await engine.request('candidates', { path: document.path }));
  const now = choice ? null : (document.wish.schema ?? document.view.schema);
  const map: SchemaItem = { label: `$(json) ${vscode.l10n.t('Map Columns…')}`, detail: vscode.l10n.t('Say yourself which column is what') };
  const detect: SchemaItem = { label: `$(sparkle) ${vscode.l10n.t('Detect')}`, detail: vscode.l10n.t('Take the one that fits best'), schema: null };
  const separator: SchemaItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const items = [...candidates.map((each) => itemOf(each, now)), separator, ...(document.wish.schema === null ? [] : [detect]), map];
  const picked = await vscode.window.showQuickPick(items, {
    title: choice ? vscode.l10n.t('{0} fits several schemas', choice.name) : vscode.l10n.t('Schema of {0}', document.view.name),
    placeHolder: vscode.l10n.t('Which schema does this file have?'),
    matchOnDetail: true,
    matchOnDescription: true,
  });
  if (!picked) return;
  if (picked === map) return void (await vscode.commands.executeCommand('tiebreak.mapColumns', document.uri));
  if (picked.schema === undefined || picked.schema === now) return;
  if (!(await settle(document, vscode.l10n.t('Another schema reads the rows anew: save the unsaved edits first, or discard them?')))) return;
  await provider.reopen(document, { ...document.wish, schema: picked.schema }, false);
}

function itemOf({ schema, confidence, reason }: SchemaCandidate, now: string | null): SchemaItem {
  const sure = confidence.toFixed(2);
  const description = schema === now ? vscode.l10n.t('confidence {0}, as it is open now', sure) : vscode.l10n.t('confidence {0}', sure);
  return { label: schema, description, detail: reason, schema };
}
