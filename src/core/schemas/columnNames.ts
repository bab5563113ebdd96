/** Column names seen in public files for the same thing, in order of preference. */
import type { Turn } from '../record.js';
import type { Row } from './schema.js';

/** What was asked. */
export const PROMPT_COLUMNS = ['prompt', 'instruction', 'question', 'query', 'user_query', 'user_input', 'context', 'input', 'post', 'article', 'document', 'source'];
/** One answer. */
export const RESPONSE_COLUMNS = ['response', 'completion', 'output', 'answer', 'generation', 'reply', 'summary', 'decoded', 'generated_text'];
/** Who wrote the answer. */
export const MODEL_COLUMNS = ['model', 'model_id', 'model_name', 'generator', 'response_source', 'system_id', 'source_model'];
/** Which part of the data a row belongs to. */
export const SUBSET_COLUMNS = ['subset', 'dataset', 'category', 'domain', 'motivation_app'];

/** The first of these columns that holds a text in this row; null where none does. */
export function textColumn(row: Row, names: readonly string[]): string | null {
  return names.find((name) => Object.hasOwn(row, name) && typeof row[name] === 'string') ?? null;
}

/** The text of the first of these columns that holds one; null where none does. */
export function firstText(row: Row, names: readonly string[]): string | null {
  const column = textColumn(row, names);
  return column === null ? null : (row[column] as string);
}

/** An instruction and the input it works on as one user turn; an empty input is left out. */
export function instructionTurn(instruction: string, input: unknown): Turn[] {
  const more = typeof input === 'string' && input !== '' ? `\n\n${input}` : '';
  return [{ role: 'user', text: instruction + more }];
}

/** Rows of one record as its `extra`: a column with one value in all rows is that value, any other the list of them. */
export function othersOfAll(rows: readonly Row[], used: (column: string) => boolean): Record<string, unknown> {
  const columns = new Set<string>();
  for (const row of rows) for (const column of Object.keys(row)) columns.add(column);
  return Object.fromEntries(
    [...columns].filter((column) => !used(column)).map((column) => {
      const values = rows.map((row) => (Object.hasOwn(row, column) ? row[column] : null));
      return [column, values.every((value) => value === values[0]) ? values[0] : values];
    }),
  );
}
