import { t } from '@vscode/l10n';
import { kind, named, numberOrNull, objectOrNull, textOrNull } from './fields.js';
import { turnsOf } from './messages.js';
import { RowError, type Row } from './schema.js';

const LISTS = ['completions', 'responses', 'generations', 'outputs', 'candidates', 'answers'] as const;
const TEXTS = ['completion', 'text', 'response', 'output', 'answer', 'content'] as const;
const MODELS = ['model', 'model_name', 'generator'] as const;
const RANKS = ['rank', 'ranking'] as const;
const RATINGS = ['rating', 'score', 'overall_score'] as const;

/** A number of a completion and the key it stands under. */
export interface NamedNumber {
  readonly name: string;
  readonly value: number;
}

/** One item of the list. */
export interface Completion {
  readonly text: string;
  readonly model: string | null;
  readonly rank: NamedNumber | null;
  readonly rating: NamedNumber | null;
  readonly source: Row;
  /** Keys that were read. */
  readonly used: readonly string[];
}

/** The column that holds the list; undefined where none does. */
export function listColumn(row: Row): string | undefined {
  return LISTS.find((name) => Object.hasOwn(row, name) && Array.isArray(row[name]));
}

/** True where the row has a list of objects with text, and a model, rank or rating in some of them. */
export function isCompletionList(row: Row): boolean {
  const column = listColumn(row);
  const list = column === undefined ? [] : (row[column] as readonly unknown[]);
  const items = list.map(objectOrNull);
  return (
    items.length > 0 &&
    items.every((item) => item !== null && answer(item) !== null) &&
    items.some((item) => item !== null && named(item, [...MODELS, ...RANKS, ...RATINGS]) !== undefined)
  );
}

/** Reads the list. Throws `RowError` naming the item. */
export function completionItems(row: Row): Completion[] {
  const column = listColumn(row);
  if (column === undefined) throw new RowError(t('no column ({0}) holds a list of completions', LISTS.join(', ')));
  const list = row[column] as readonly unknown[];
  if (list.length === 0) throw new RowError(t('column {0} is an empty list', column));
  return list.map((item, i) => {
    const source = objectOrNull(item);
    if (!source) throw new RowError(t('{0}[{1}] is {2}, not an object', column, i, kind(item)));
    const said = answer(source);
    if (!said) throw new RowError(t('{0}[{1}] has no text under {2}', column, i, TEXTS.join(', ')));
    const model = named(source, MODELS);
    const [rank, rating] = [numberUnder(source, RANKS, `${column}[${i}]`), numberUnder(source, RATINGS, `${column}[${i}]`)];
    const used = [said.name, model, rank?.name, rating?.name].filter((name) => name !== undefined);
    return { text: said.text, model: model === undefined ? null : textOrNull(source[model]), rank, rating, source, used };
  });
}

function answer(item: Row): { name: string; text: string } | null {
  const name = named(item, TEXTS);
  const last = name === undefined ? undefined : turnsOf(item[name], 'assistant')?.at(-1);
  return name === undefined || last === undefined ? null : { name, text: last.text };
}

function numberUnder(item: Row, names: readonly string[], at: string): NamedNumber | null {
  const name = named(item, names);
  if (name === undefined) return null;
  const value = numberOrNull(item[name]);
  if (value === null && !Number.isNaN(item[name])) throw new RowError(t('{0}.{1} is {2}, not a finite number', at, name, kind(item[name])));
  return value === null ? null : { name, value };
}
