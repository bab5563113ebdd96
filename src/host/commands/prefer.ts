import * as vscode from 'vscode';
import type { LabelOperation } from '../../core/edits.js';
import type { RecordView } from '../../protocol/views.js';
import type { TiebreakDocument } from '../editor/document.js';
import type { CommandContext } from './registry.js';

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
  const document = provider.active?.document;
  if (!document) throw new Error('open a preference file first');
  const record = await document.ask((engine, dataset) => engine.request('record', { dataset, index: document.shown }));
  if (!record.preference.edits.includes(kind)) throw new Error(refusal(kind, record.preference.edits));
  return { document, record };
}

function refusal(kind: LabelOperation['kind'], edits: RecordView['preference']['edits']): string {
  const can = edits.length > 0 ? `it takes ${edits.join(', ')}` : 'it is shown only';
  return `this file cannot take "${kind}": ${can}`;
}

async function askResponse({ index, responses, preference }: RecordView): Promise<number | undefined> {
  const items = responses.map(({ number, text, model }) => ({
    label: `${letter(number)}${number === preference.chosen ? ' $(check)' : ''}`,
    description: model ?? '',
    detail: text.slice(0, 200).replace(/\s+/g, ' '),
    number,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: `Record ${index}`, placeHolder: 'Which response is better?', matchOnDescription: true, matchOnDetail: true });
  return picked?.number;
}

async function askStrength({ index, preference }: RecordView): Promise<number | undefined> {
  const steps = Array.from({ length: 2 * preference.strengthMax + 1 }, (_, i) => i - preference.strengthMax);
  const items = steps.map((value) => ({
    label: value === 0 ? 'Tie' : `${value < 0 ? 'A' : 'B'} by ${Math.abs(value)}`,
    ...(value === preference.strength && { description: 'as it is' }),
    value,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: `Record ${index}`, placeHolder: 'How much better, and which?' });
  return picked?.value;
}

function letter(number: number): string {
  return number <= 26 ? String.fromCharCode(64 + number) : `#${number}`;
}
