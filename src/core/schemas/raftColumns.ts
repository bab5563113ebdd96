import { t } from '@vscode/l10n';
import { kind, numberOrNull, text, textOrNull } from './fields.js';
import { RowError, type Row } from './schema.js';

const COLUMN = /^(reward|response)_?(\d{1,6})(_model)?$/;
const REPEATED = /^(?:rformatted_)?prompt_response_?\d{1,6}$/;

/** One generated response of a wide row. */
export interface WideResponse {
  readonly text: string;
  readonly model: string | null;
  readonly reward: number | null;
}

interface Names {
  response?: string;
  reward?: string;
  model?: string;
}

/** True for a column that repeats prompt and response in one text. */
export function isRepeated(column: string): boolean {
  return REPEATED.test(column);
}

/** True for a column of response k that this row leaves empty. */
export function isUnfilled(column: string, value: unknown): boolean {
  return value === null && COLUMN.test(column);
}

/** The columns of each response k that has text, in the order of k; of two spellings the first one counts. */
export function wideColumns(row: Row): readonly Readonly<Names>[] {
  const found = new Map<number, Names>();
  for (const column of Object.keys(row)) {
    const match = COLUMN.exec(column);
    if (!match || row[column] === null) continue;
    const k = Number(match[2]);
    const names = found.get(k) ?? {};
    found.set(k, names);
    if (match[1] === 'reward') {
      if (match[3] === undefined) names.reward ??= column;
    } else if (match[3] === undefined) names.response ??= column;
    else names.model ??= column;
  }
  return [...found].filter(([, names]) => names.response !== undefined).sort(([a], [b]) => a - b).map(([, names]) => names);
}

/** Reads one response. Throws `RowError`. */
export function wideResponse(row: Row, { response = '', reward, model }: Readonly<Names>): WideResponse {
  const value = reward === undefined ? null : row[reward];
  if (value !== null && typeof value !== 'number') throw new RowError(t('column {0} is {1}, not a number', String(reward), kind(value)));
  return { text: text(row, response), model: model === undefined ? null : textOrNull(row[model]), reward: numberOrNull(value) };
}
