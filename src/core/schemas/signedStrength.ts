import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type LabelOperation, type RowPatch } from '../edits.js';
import type { Preference, Vote } from '../record.js';
import { kind, level, objectOrNull } from './fields.js';
import { RowError, type Row } from './schema.js';

/** End of HelpSteer's scale of preference: -3 (response 1 much better) to 3 (response 2 much better). */
const MAX = 3;
/** What the files write where neither response is valid. */
const NEITHER = -100;

/** A signed strength; null where there is none, or neither response is valid. Throws `RowError` outside the scale. */
export function strengthOf(value: unknown, column: string): number | null {
  return value === null || value === NEITHER ? null : level(value, column, -MAX, MAX);
}

/** The preference that a signed strength states; null without one and without votes. */
export function preferenceOf(strength: number | null, votes: readonly Vote[]): Preference | null {
  if (strength === null && votes.length === 0) return null;
  return { chosen: strength === null || strength === 0 ? null : strength < 0 ? 0 : 1, strength, votes };
}

/** Under which names a vote keeps its words: why, and what is said of each response. */
export interface VoteWords {
  readonly justification: string;
  readonly feedback?: readonly string[];
}

/** One vote for each object of a list, its strength under `name`, its words where they are texts; who voted is not said. Throws `RowError`. */
export function votesOf(row: Row, column: string, name: string, words: VoteWords): Vote[] {
  const list = row[column];
  if (list === null || list === undefined) return [];
  if (!Array.isArray(list)) throw new RowError(t('column {0} is {1}, not a list of votes', column, kind(list)));
  return list.flatMap((item: unknown, i): Vote[] => {
    const vote = objectOrNull(item);
    if (!vote) throw new RowError(t('vote {0} of {1} is {2}, not an object', i + 1, column, kind(item)));
    const strength = strengthOf(vote[name] ?? null, `${column}[${i}].${name}`);
    return strength === null ? [] : [{ annotator: null, strength, ...wordsOf(vote, words) }];
  });
}

function wordsOf(vote: Row, words: VoteWords): Pick<Vote, 'justification' | 'feedback'> {
  const said = (name: string): string => (typeof vote[name] === 'string' ? vote[name].trim() : '');
  const justification = said(words.justification);
  const feedback = words.feedback?.map(said) ?? [];
  return { ...(justification === '' ? {} : { justification }), ...(feedback.every((text) => text === '') ? {} : { feedback }) };
}

/** The edit of a schema whose label is a signed strength in one column; nobody's vote and no text is touched. Throws `EditError`. */
export function strengthEdit(row: Row, column: string, operation: LabelOperation): RowPatch[] {
  const cell = strengthCell(column, strengthOf(row[column], column), operation);
  return cell ? [{ row: 0, cells: [cell] }] : [];
}

function strengthCell(column: string, now: number | null, operation: LabelOperation): CellPatch | null {
  const set = (value: number): CellPatch | null => (value === now ? null : { kind: 'set', path: [column], value });
  switch (operation.kind) {
    case 'flip':
      if (now === null) throw new EditError(t('{0} states no preference to flip: choose a response or set a strength instead', column));
      return now === 0 ? null : { kind: 'negate', path: [column] };
    case 'choose': {
      if (operation.response !== 1 && operation.response !== 2) throw new EditError(t('there is no response {0}; the record has 2', operation.response));
      const sign = operation.response === 1 ? -1 : 1;
      if (now === null || now === 0) return set(sign);
      return Math.sign(now) === sign ? null : { kind: 'negate', path: [column] };
    }
    case 'tie':
      return set(0);
    case 'strength':
      if (!Number.isInteger(operation.value) || Math.abs(operation.value) > MAX) {
        throw new EditError(t('{0} takes a whole number from {1} (response 1 much better) to {2} (response 2 much better), not {3}', column, -MAX, MAX, operation.value));
      }
      return set(operation.value === 0 ? 0 : operation.value);
    case 'set':
      throw new EditError(t('this file has no attribute labels to set: set the strength of the preference, {0} to {1}, instead', -MAX, MAX));
  }
}
