/** How votes and stated labels are written in a row, and what they say. */
import { t } from '@vscode/l10n';
import { EditError } from '../edits.js';
import type { Vote } from '../record.js';
import { kind } from './fields.js';
import { RowError, type Row } from './schema.js';
import type { VoteLayout } from './voteLayout.js';

/** 1 or 2: that response is better; 0: neither. */
export type Side = 0 | 1 | 2;

/** The column that states the label, and the value that it writes for each side, as far as the sample shows. */
export interface LabelCode {
  readonly column: string;
  readonly codes: ReadonlyMap<Side, string | number>;
}

/** Most votes that a count is believed for. */
const MAX_VOTES = 1_000;
/** Words for each side; two words in one place name the other side the same way. */
const WORDS: readonly (readonly [string, string])[] = [
  ['1', '2'],
  ['a', 'b'],
  ['a>b', 'b>a'],
  ['model_a', 'model_b'],
  ['response_1', 'response_2'],
  ['response_a', 'response_b'],
  ['response1', 'response2'],
  ['output_1', 'output_2'],
  ['output_a', 'output_b'],
  ['first', 'second'],
  ['left', 'right'],
];
const TIES = new Set(['0', 'tie', 'tied', 'equal', 'same', 'neutral', 'a=b', 'both', 'neither', 'tie (bothbad)']);

/** Which side a value names; null where it names none. */
export function sideOf(value: unknown): Side | null {
  if (typeof value === 'number') return value === 0 || value === 1 || value === 2 ? value : null;
  if (typeof value !== 'string' || value.length > 20) return null;
  const word = value.trim().toLowerCase();
  if (TIES.has(word)) return 0;
  if (WORDS.some(([first]) => first === word)) return 1;
  return WORDS.some(([, second]) => second === word) ? 2 : null;
}

/** The side the label column states; null where it is empty. Throws `RowError` where it names no side. */
export function labelSide(row: Row, { column }: LabelCode): Side | null {
  const value = row[column];
  if (value === undefined || value === null || Number.isNaN(value)) return null;
  return named(value, column);
}

/** The value that writes a side into the label column. Throws `EditError` where the file has no way to say it. */
export function labelCode({ column, codes }: LabelCode, side: Side): string | number {
  const code = codes.get(side);
  if (code !== undefined) return code;
  const other = side === 0 ? undefined : codes.get(side === 1 ? 2 : 1);
  if (typeof other === 'number') return side;
  if (other !== undefined) return likeWord(other, side as 1 | 2);
  throw new EditError(t('column {0} of this file has no value for a tie (it holds {1}): drop the record instead', column, [...codes.values()].join(', ')));
}

/** The word for the other side, in the case that this one has. */
function likeWord(other: string, side: 1 | 2): string {
  const place = side === 1 ? 1 : 0;
  const pair = WORDS.find((words) => words[place] === other.trim().toLowerCase()) ?? ['1', '2'];
  const word = pair[1 - place] as string;
  return other === other.toUpperCase() ? word.toUpperCase() : word;
}

/** Every vote of the row; an annotator who did not vote is left out. Throws `RowError` naming the column. */
export function readVotes(row: Row, { annotators, counts }: VoteLayout): Vote[] {
  const cast = annotators.flatMap((column): Vote[] => {
    const value = row[column];
    if (value === undefined || value === null || Number.isNaN(value)) return [];
    return [{ annotator: column, strength: strengthOf(named(value, column)) }];
  });
  counts?.columns.forEach((column, i) => {
    const strength = strengthOf(counts.sides[i] as Side);
    for (let left = countIn(row[column], `column ${column}`); left > 0; left--) cast.push({ annotator: null, strength });
  });
  return cast;
}

/** Position (from 0) of the response with more votes; null for a tie, or where "tie" itself has most. */
export function majority(cast: readonly Vote[]): number | null {
  const first = cast.filter(({ strength }) => strength < 0).length;
  const second = cast.filter(({ strength }) => strength > 0).length;
  const neither = cast.length - first - second;
  if (first === second || Math.max(first, second) <= neither) return null;
  return first > second ? 0 : 1;
}

function strengthOf(side: Side): number {
  return side === 0 ? 0 : side === 1 ? -1 : 1;
}

function named(value: unknown, column: string): Side {
  const side = sideOf(value);
  if (side !== null) return side;
  const shown = typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value).slice(0, 40) : kind(value);
  throw new RowError(t('column {0} is {1}, not 1, 2 or 0 for a tie', column, shown));
}

/** A cell that counts votes; an empty one counts none. Throws `RowError` naming it. */
export function countIn(value: unknown, what: string): number {
  if (value === undefined || value === null || value === '' || Number.isNaN(value)) return 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_VOTES) return value;
  throw new RowError(t('{0} is {1}, not a count from 0 to {2}', what, typeof value === 'number' ? value : kind(value), MAX_VOTES));
}
