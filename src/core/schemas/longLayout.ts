/** Finds the columns of a file that holds one rating a row. */
import { MODEL_COLUMNS, PROMPT_COLUMNS, RESPONSE_COLUMNS, SUBSET_COLUMNS, textColumn } from './columnNames.js';
import { guessScale, type Scale } from './scales.js';
import type { Row } from './schema.js';

/** A column of marks and its scale. */
export interface LongAttribute extends Scale {
  readonly name: string;
}

/** The columns of one rating a row. */
export interface LongLayout {
  readonly prompt: string;
  readonly response: string;
  readonly model: string | null;
  readonly annotator: string | null;
  /** The column that tells tasks with the same prompt apart; null where the prompt is all there is. */
  readonly item: string | null;
  readonly subset: string | null;
  readonly attributes: readonly LongAttribute[];
  /** True where responses are rated in several rows each: a quarter of the sample's rows or more say so. */
  readonly repeated: boolean;
  /** Columns that are part of the record. */
  readonly used: ReadonlySet<string>;
}

const ANNOTATOR_COLUMNS = ['annotator_id', 'annotator', 'worker_id', 'worker', 'rater_id', 'rater', 'user_id', 'participant_id', 'participant', 'labeler', 'labeller', 'evaluator', 'judge'];
const ITEM_COLUMNS = ['sample_ix', 'sample_id', 'item_id', 'task_id', 'example_id', 'instance_id', 'question_id', 'prompt_id', 'doc_id'];
/** Numbers that measure or number something, and rate nothing. */
const NO_RATING = /(?:^|_)(?:ids?|ix|idx|index|length|len|time|duration|seconds|secs?|ms|timestamp|date|day|month|year|age|counts?|num|n|tokens|words|chars|characters|seed|temperature|turns?|split|fold|position|pos|order|rank|row|version|batch|round|epoch|step)(?:_|$)/i;
/** Columns that are looked at; a hostile row may have any number. */
const MOST_COLUMNS = 2_000;

/** The layout that a sample shows; null where it has no prompt, response or rating. */
export function longLayout(sample: readonly Row[]): LongLayout | null {
  const rows = sample.filter((row) => textColumn(row, PROMPT_COLUMNS) !== null && textColumn(row, RESPONSE_COLUMNS) !== null);
  const [first] = rows;
  if (!first) return null;
  const prompt = textColumn(first, PROMPT_COLUMNS) as string;
  const response = textColumn(first, RESPONSE_COLUMNS) as string;
  // A row may leave out what was not rated.
  const columns = [...new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row).slice(0, MOST_COLUMNS)))].slice(0, MOST_COLUMNS);
  const annotator = ANNOTATOR_COLUMNS.find((column) => columns.includes(column)) ?? null;
  const attributes = columns.filter((column) => column !== annotator).flatMap((name) => attributeIn(rows, name));
  if (attributes.length === 0) return null;
  const model = textColumn(first, MODEL_COLUMNS);
  const subset = textColumn(first, SUBSET_COLUMNS);
  const item = itemColumn(rows, columns, prompt);
  const used = [prompt, response, model, annotator, item, subset, 'split', ...attributes.map(({ name }) => name)];
  return { prompt, response, model, annotator, item, subset, attributes, repeated: repeats(rows, [prompt, response]), used: new Set(used.filter((column) => column !== null)) };
}

function attributeIn(rows: readonly Row[], name: string): LongAttribute[] {
  if (NO_RATING.test(name)) return [];
  const values = rows.map((row) => row[name]).filter((value) => value !== undefined && value !== null && !Number.isNaN(value));
  const scale = guessScale(values);
  return scale === null ? [] : [{ name, ...scale }];
}

/** An id whose tasks have several rows each, of one prompt; a row's own number is none. */
function itemColumn(rows: readonly Row[], columns: readonly string[], prompt: string): string | null {
  const found = ITEM_COLUMNS.filter((column) => columns.includes(column));
  return found.find((column) => new Set(rows.map((row) => JSON.stringify([row[prompt], row[column] ?? null]))).size * 2 <= rows.length) ?? null;
}

function repeats(rows: readonly Row[], columns: readonly string[]): boolean {
  const distinct = new Set(rows.map((row) => JSON.stringify(columns.map((column) => row[column] ?? null)))).size;
  return distinct * 4 <= rows.length * 3;
}
