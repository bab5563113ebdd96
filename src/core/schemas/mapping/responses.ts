/** Responses of one row, with their labels, as a mapping names them. */
import { t } from '@vscode/l10n';
import type { AttributeLabel, Rating, Turn } from '../../record.js';
import { kind } from '../fields.js';
import { turnsOf } from '../messages.js';
import { meanMark } from '../scales.js';
import { RowError, type Row } from '../schema.js';
import { assign, responseCells, type Assigned } from './assign.js';
import { cellAt, isEmpty, type Cell } from './pointer.js';
import { numberOf } from './values.js';
import type { LabelMap, Mapping } from './types.js';

/** A response, and the messages that stand before it in its own cell. */
export interface MappedResponse {
  readonly text: string;
  readonly before: readonly Turn[];
  readonly model: string | null;
  readonly labels: readonly AttributeLabel[];
}

/** The row's responses; at least one. Throws `RowError`. */
export function responsesOf(row: Row, mapping: Mapping): MappedResponse[] {
  const sources = responseCells(row, mapping.responses);
  const cells = sources.flat();
  if (cells.length === 0) throw new RowError(t('there is no response: {0} names nothing in this row', mapping.responses.map(({ source }) => source).join(', ')));
  const models = modelsOf(row, mapping, sources);
  const marks = mapping.labels.map((label) => ({ label, assigned: assign(row, label.paths, sources, `labels.${label.attribute}`) }));
  const rater = mapping.annotator && nameOf(cellAt(row, mapping.annotator)?.value);
  return cells.map((cell, i): MappedResponse => {
    const turns = turnsOf(cell.value, 'assistant');
    const last = turns?.at(-1);
    if (!turns || !last) throw new RowError(t('{0} is {1}, not text or messages', cell.path.join('.'), kind(cell.value)));
    const labels = marks.map(({ label, assigned }) => labelOf(label, assigned[i], mapping.group?.rows === 'ratings', rater ?? null));
    return { text: last.text, before: turns.slice(0, -1), model: models[i] ?? null, labels: mapping.sided ? [...labels, ...sideLabels(sources, i)] : labels };
  });
}

/** Text or number as a name; null for anything else. */
export function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Where a side has several responses, none is stated to be the best of all: each is labelled with its side. */
function sideLabels([chosen, rejected]: readonly (readonly Cell[])[], i: number): AttributeLabel[] {
  if (!chosen || !rejected || (chosen.length === 1 && rejected.length === 1)) return [];
  return [{ attribute: 'chosen', pool: null, min: 0, max: 1, ratings: [], consensus: i < chosen.length ? 1 : 0 }];
}

function modelsOf(row: Row, { models }: Mapping, sources: readonly (readonly Cell[])[]): (string | null)[] {
  const [path] = models;
  if (path === undefined) return [];
  const only = models.length === 1 ? cellAt(row, path) : null;
  // One name is every response's.
  if (only && only.stars.length === 0 && !Array.isArray(only.value)) return sources.flat().map(() => nameOf(only.value));
  return assign(row, models, sources, 'models').map(({ cells: [cell] }) => nameOf(cell?.value));
}

function labelOf({ attribute, pool, scale, values, annotator }: LabelMap, assigned: Assigned | undefined, rated: boolean, rater: string | null): AttributeLabel {
  const what = (cell: Cell) => cell.path.join('.');
  const marks: Rating[] = [];
  let consensus: number | null = null;
  let several = assigned?.several ?? false;
  for (const cell of assigned?.cells ?? []) {
    const list = Array.isArray(cell.value);
    several ||= list;
    for (const item of list ? (cell.value as readonly unknown[]) : [cell.value]) {
      const value = numberOf(item, values, scale, what(cell));
      if (value === null) continue;
      marks.push({ annotator: rater ?? annotator ?? (several && !list ? (cell.stars.at(-1)?.key ?? null) : null), value });
    }
  }
  const asRatings = several || rated || annotator !== null;
  if (several || rated) consensus = meanMark(marks.map(({ value }) => value));
  else consensus = marks[0]?.value ?? null;
  return { attribute, pool, ...scale, ratings: asRatings ? marks : [], consensus };
}

/** The prompt the mapping names, else the messages before the first response. Throws `RowError` where the mapping's columns hold none. */
export function promptOf(row: Row, { prompt }: Mapping, responses: readonly MappedResponse[]): Turn[] {
  const turns: Turn[] = [];
  let joins = false;
  for (const { path, role } of prompt) {
    const value = cellAt(row, path)?.value;
    if (isEmpty(value)) continue;
    const found = turnsOf(value, role);
    if (!found) throw new RowError(t('{0} is {1}, not text or messages', path.source, kind(value)));
    const last = turns.at(-1);
    // An instruction and its input are one message.
    if (typeof value === 'string' && joins && last?.role === role) turns[turns.length - 1] = { role, text: `${last.text}\n\n${value}` };
    else turns.push(...found);
    joins = typeof value === 'string';
  }
  if (prompt.length > 0 && turns.length === 0) throw new RowError(t('there is no prompt: {0} is empty', prompt.map(({ path }) => path.source).join(', ')));
  return prompt.length > 0 ? turns : [...(responses[0]?.before ?? [])];
}
