import * as vscode from 'vscode';
import type { SchemaCandidate } from '../../protocol/views.js';
import type { EngineClient } from '../engineClient.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';
import { inFront } from './inFront.js';
import { settle } from './settle.js';

interface SchemaItem extends vscode.QuickPickItem {
  /** Null detects it. */
  readonly schema?: string | null;
}

const MAP: SchemaItem = { label: '$(json) Map Columns…', detail: 'Say yourself which column is what' };

/** Asks which schema the file in front has, and opens it so; the choice is remembered. */
export async function chooseSchema({ provider, engine }: { readonly provider: TiebreakEditorProvider; readonly engine: EngineClient }): Promise<void> {
  const document = inFront(provider);
  const { choice } = document.opening;
  const candidates = choice?.candidates ?? (await engine.request('candidates', { path: document.path }));
  const now = choice ? null : (document.wish.schema ?? document.view.schema);
  const detect: SchemaItem = { label: '$(sparkle) Detect', detail: 'Take the one that fits best', schema: null };
  const separator: SchemaItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const items = [...candidates.map((each) => itemOf(each, now)), separator, ...(document.wish.schema === null ? [] : [detect]), MAP];
  const picked = await vscode.window.showQuickPick(items, {
    title: choice ? `${choice.name} fits several schemas` : `Schema of ${document.view.name}`,
    placeHolder: 'Which schema does this file have?',
    matchOnDetail: true,
    matchOnDescription: true,
  });
  if (!picked) return;
  if (picked === MAP) return void (await vscode.commands.executeCommand('tiebreak.mapColumns', document.uri));
  if (picked.schema === undefined || picked.schema === now) return;
  if (!(await settle(document, 'Another schema reads the rows anew'))) return;
  await provider.reopen(document, { ...document.wish, schema: picked.schema }, false);
}

function itemOf({ schema, confidence, reason }: SchemaCandidate, now: string | null): SchemaItem {
  return { label: schema, description: `confidence ${confidence.toFixed(2)}${schema === now ? ', as it is open now' : ''}`, detail: reason, schema };
}
