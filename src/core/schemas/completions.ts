import { t } from '@vscode/l10n';
import { EditError, type LabelOperation, type RowPatch } from '../edits.js';
import type { PreferenceRecord } from '../record.js';
import { completionItems, isCompletionList, listColumn, type Completion } from './completionItems.js';
import { rankEdit, rankedFirst } from './completionRanks.js';
import { detection, told } from './detection.js';
import { others } from './fields.js';
import { hasPrompt, promptOf } from './promptColumns.js';
import { rowRecord } from './rowRecord.js';
import { RowError, type Row, type Schema } from './schema.js';
import { scoreRange, type ScoreRange } from './scoreRange.js';

/** A list of `{model, text}` (or completion, response) a prompt, perhaps with ranks or ratings; without them the records have no labels. */
export const completions: Schema = fitted({ min: 0, max: 1 }, ['flip', 'choose', 'set']);

function fitted(range: ScoreRange, edits: readonly LabelOperation['kind'][]): Schema {
  return {
    name: 'completions',
    chosenFirst: false,
    edits,
    grouping: { kind: 'row' },

    fit(sample) {
      const items = told(sample).flatMap(itemsOrNone);
      const ranked = items.some(({ rank }) => rank !== null);
      const rated = items.some(({ rating }) => rating !== null);
      return fitted(scoreRange(items.map(({ rating }) => rating?.value)), [...(ranked ? (['flip', 'choose'] as const) : []), ...(rated ? (['set'] as const) : [])]);
    },

    detect: (sample) => detection(sample, 0.85, t('prompt, and a list of completions with their models or ranks,'), (row) => hasPrompt(row) && isCompletionList(row)),

    check(row) {
      if (!promptOf(row)) throw new RowError(t('column prompt is missing'));
      completionItems(row);
    },

    record: ([row]) => record(row as Row, range),
    edit: ([row], operation) => edit(row as Row, operation, range),
  };
}

function itemsOrNone(row: Row): Completion[] {
  try {
    return completionItems(row);
  } catch {
    return [];
  }
}

function record(row: Row, range: ScoreRange): PreferenceRecord {
  const prompt = promptOf(row);
  if (!prompt) throw new RowError(t('column prompt is missing'));
  const items = completionItems(row);
  const column = listColumn(row) as string;
  const ranks = items.map(({ rank }) => rank?.value ?? null);
  const read = rowRecord(row, new Set([...prompt.columns, column]), {
    prompt: prompt.turns,
    responses: items.map(({ text, model, rating }) => ({
      text,
      model,
      // Where the scale ends is a guess from the file's first rows, so a rating beyond it widens it.
      labels: rating
        ? [{ attribute: rating.name, pool: null, min: Math.min(range.min, rating.value), max: Math.max(range.max, rating.value), ratings: [], consensus: rating.value }]
        : [],
    })),
    preference: ranks.every((rank) => rank === null) ? null : { chosen: rankedFirst(ranks), strength: null, votes: [] },
  });
  const rest = items.map(({ source, used }) => others(source, new Set(used)));
  return rest.some((each) => Object.keys(each).length > 0) ? { ...read, extra: { ...read.extra, [column]: rest } } : read;
}

function edit(row: Row, operation: LabelOperation, { min, max }: ScoreRange): RowPatch[] {
  const column = listColumn(row) as string;
  const items = completionItems(row);
  if (operation.kind !== 'set') {
    const cells = rankEdit(column, items.map(({ rank }) => rank), operation);
    return cells.length > 0 ? [{ row: 0, cells }] : [];
  }
  const { response, attribute, value } = operation;
  const rating = items[response - 1]?.rating;
  if (rating === undefined) throw new EditError(t('there is no response {0}; the record has {1}', response, items.length));
  if (!rating) throw new EditError(t('response {0} has no rating in this file', response));
  if (rating.name !== attribute) throw new EditError(t('there is no attribute {0}; there is {1}', attribute, rating.name));
  const [low, high] = [Math.min(min, rating.value), Math.max(max, rating.value)];
  if (!(value >= low && value <= high)) throw new EditError(t('{0} takes a number from {1} to {2}, not {3}', attribute, low, high, value));
  return value === rating.value ? [] : [{ row: 0, cells: [{ kind: 'set', path: [column, response - 1, rating.name], value }] }];
}
