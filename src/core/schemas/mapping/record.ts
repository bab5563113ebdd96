/** Rows of one record as a mapping reads them. */
import { t } from '@vscode/l10n';
import { appendTo } from '../../multimap.js';
import type { AttributeLabel, FileScore, PreferenceRecord, Response } from '../../record.js';
import { othersOfAll } from '../columnNames.js';
import { numberOrNull } from '../fields.js';
import { RowError, type Row } from '../schema.js';
import { meanMark } from '../scales.js';
import { assign, responseCells } from './assign.js';
import { cellAt, startsAt } from './pointer.js';
import { nameOf, promptOf, responsesOf, type MappedResponse } from './responses.js';
import { shown } from './values.js';
import { judgesOf, preferenceOf } from './votes.js';
import type { Mapping, Pointer } from './types.js';

/** The record that these rows form. Throws `RowError`. */
export function recordOf(rows: readonly Row[], mapping: Mapping): PreferenceRecord {
  const first = rows[0] as Row;
  const ofRows = rows.map((row) => responsesOf(row, mapping));
  const all = ofRows.flat();
  const rated = mapping.group?.rows === 'ratings';
  return {
    prompt: promptOf(first, mapping, all),
    responses: (rated ? merged(all) : all).map(({ text, model, labels }): Response => ({ text, model, labels })),
    preference: preferenceOf(first, mapping, all.length),
    // A mark's row is no response of its own, so what other models said of it is not read.
    scores: rated ? [] : scoresOf(rows, mapping),
    judges: judgesOf(first, mapping),
    besides: null,
    split: mapping.split && nameOf(cellAt(first, mapping.split)?.value),
    subset: mapping.subset && nameOf(cellAt(first, mapping.subset)?.value),
    extra: othersOfAll(rows, (column) => isUsed(mapping, column)),
  };
}

/** Responses of the same text and model are one; their marks follow each other. */
function merged(responses: readonly MappedResponse[]): MappedResponse[] {
  const groups = new Map<string, MappedResponse[]>();
  for (const response of responses) {
    const key = JSON.stringify([response.text, response.model]);
    appendTo(groups, key, response);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [MappedResponse];
    return { ...first, labels: first.labels.map((_, i) => together(group.map(({ labels }) => labels[i] as AttributeLabel))) };
  });
}

function together(labels: readonly AttributeLabel[]): AttributeLabel {
  const ratings = labels.flatMap((label) => label.ratings);
  return { ...(labels[0] as AttributeLabel), ratings, consensus: meanMark(ratings.map(({ value }) => value)) };
}

function scoresOf(rows: readonly Row[], mapping: Mapping): FileScore[] {
  return mapping.scores.flatMap(({ model, paths }): FileScore[] => {
    const what = `scores.${model}`;
    const lists = rows.flatMap((row) => assign(row, paths, responseCells(row, mapping.responses), what).map(({ cells }) => cells.flatMap(({ value }) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]))));
    // A list a response is one reward of each of several models.
    const models = Math.max(1, ...lists.map((list) => list.length));
    return Array.from({ length: models }, (_, i) => ({ model: models === 1 ? model : `${model} ${i + 1}`, rewards: lists.map((list) => reward(list[i], what)) }));
  });
}

function reward(value: unknown, what: string): number | null {
  if (value !== undefined && value !== null && typeof value !== 'number') throw new RowError(t('{0} is {1}, not a number', what, shown(value)));
  return numberOrNull(value);
}

/** Paths whose columns are part of the record: those of texts with all that lies in them, those of values where they name the column whole. */
interface UsedPaths {
  readonly texts: readonly Pointer[];
  readonly values: readonly Pointer[];
}

/** Asked for every column of every record, gathered once a mapping. */
const usedPaths = new WeakMap<Mapping, UsedPaths>();

function isUsed(mapping: Mapping, column: string): boolean {
  let used = usedPaths.get(mapping);
  if (!used) usedPaths.set(mapping, (used = gathered(mapping)));
  return used.texts.some((path) => startsAt(path, column)) || used.values.some((path) => startsAt(path, column));
}

function gathered(mapping: Mapping): UsedPaths {
  const texts = [...mapping.responses, ...mapping.prompt.map(({ path }) => path)];
  const values: (Pointer | null)[] = [
    ...mapping.models,
    ...mapping.labels.flatMap(({ paths }) => paths),
    ...mapping.scores.flatMap(({ paths }) => paths),
    ...mapping.judges.map(({ path }) => path),
    mapping.preference?.path ?? null,
    mapping.strength?.path ?? null,
    ...(mapping.votes === null ? [] : mapping.votes.kind === 'cells' ? [mapping.votes.path] : [mapping.votes.first, mapping.votes.second, mapping.votes.tie]),
    mapping.annotator,
    mapping.split,
    mapping.subset,
  ];
  return { texts, values: values.filter((path) => path !== null && path.segments.length === 1) as Pointer[] };
}
