import * as vscode from 'vscode';
import type { LabelOperation } from '../../core/edits.js';
import { responseLetter } from '../../protocol/responseLetter.js';
import type { RecordView } from '../../protocol/views/record.js';
import type { TiebreakDocument } from '../editor/document.js';
import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';

/** Longer scales of strength are not listed, but asked for as a number. */
const MOST_STEPS = 20;

/** Chooses a response of the shown record: the one given (from 1), else one that is asked for. */
export async function choose(context: CommandContext, given?: unknown): Promise<void> {
  const { document, record } = await shown(context, 'choose');
  const response = typeof given === 'number' ? given : await askResponse(record);
  if (response !== undefined) await document.edit(record.index, { kind: 'choose', response });
}

/** Makes the shown record a tie. */
export async function tie(context: CommandContext): Promise<void> {
  const { document, record } = await shown(context, 'tie');
  await document.edit(record.index, { kind: 'tie' });
}

/** Sets the strength of the shown record's preference: the one given (negative for response 1), else one that is asked for. */
export async function setStrength(context: CommandContext, given?: unknown): Promise<void> {
  const { document, record } = await shown(context, 'strength');
  const value = typeof given === 'number' ? given : await askStrength(record);
  if (value !== undefined) await document.edit(record.index, { kind: 'strength', value });
}

async function shown({ provider }: CommandContext, kind: LabelOperation['kind']): Promise<{ document: TiebreakDocument; record: RecordView }> {
  const document = inFront(provider);
  const record = await document.ask((engine, dataset) => engine.request('record', { dataset, index: document.shown.revealed }));
  if (!record.preference.edits.includes(kind)) throw new Error(refusal(kind, record.preference.edits));
  return { document, record };
}

function refusal(kind: LabelOperation['kind'], edits: RecordView['preference']['edits']): string {
  return edits.length > 0
    ? vscode.l10n.t('this file cannot take "{0}": it takes {1}', kind, edits.join(', '))
    : vscode.l10n.t('this file cannot take "{0}": it is shown only', kind);
}

async function askResponse({ index, responses, preference }: RecordView): Promise<number | undefined> {
  const items = responses.map(({ number, text, model }) => ({
    label: `${responseLetter(number)}${number === preference.chosen ? ' $(check)' : ''}`,
    description: model ?? '',
    detail: text.slice(0, 200).replace(/\s+/g, ' '),
    number,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Record {0}', index), placeHolder: vscode.l10n.t('Which response is better?'), matchOnDescription: true, matchOnDetail: true });
  return picked?.number;
}

async function askStrength({ index, preference }: RecordView): Promise<number | undefined> {
  const { strengthMax } = preference;
  if (strengthMax > MOST_STEPS) return askNumber(index, strengthMax);
  const steps = Array.from({ length: 2 * strengthMax + 1 }, (_, i) => i - strengthMax);
  const items = steps.map((value) => ({
    label: value === 0 ? vscode.l10n.t('Tie') : vscode.l10n.t('{0} by {1}', value < 0 ? 'A' : 'B', Math.abs(value)),
    ...(value === preference.strength && { description: vscode.l10n.t('as it is') }),
    value,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Record {0}', index), placeHolder: vscode.l10n.t('How much better, and which?') });
  return picked?.value;
}

async function askNumber(index: number, max: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Record {0}', index),
    prompt: vscode.l10n.t('From -{0} (A is better) to {0} (B is better); 0 is a tie', max),
    validateInput: (value) => (/^-?\d+$/.test(value.trim()) && Math.abs(Number(value)) <= max ? null : vscode.l10n.t('A whole number from -{0} to {0}', max)),
  });
  return text === undefined ? undefined : Number(text);
}
