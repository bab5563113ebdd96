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

/** One vote for each object of a list, its strength under `name`; who voted is not said. Throws `RowError`. */
export function votesOf(row: Row, column: string, name: string): Vote[] {
  const list = row[column];
  if (list === null || list === undefined) return [];
  if (!Array.isArray(list)) throw new RowError(`column ${column} is ${kind(list)}, not a list of votes`);
  return list.flatMap((item: unknown, i): Vote[] => {
    const vote = objectOrNull(item);
    if (!vote) throw new RowError(`vote ${i + 1} of ${column} is ${kind(item)}, not an object`);
    const strength = strengthOf(vote[name] ?? null, `${column}[${i}].${name}`);
    return strength === null ? [] : [{ annotator: null, strength }];
  });
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
      if (now === null) throw new EditError(`${column} states no preference to flip: choose a response or set a strength instead`);
      return now === 0 ? null : { kind: 'negate', path: [column] };
    case 'choose': {
      if (operation.response !== 1 && operation.response !== 2) throw new EditError(`there is no response ${operation.response}; the record has 2`);
      const sign = operation.response === 1 ? -1 : 1;
      if (now === null || now === 0) return set(sign);
      return Math.sign(now) === sign ? null : { kind: 'negate', path: [column] };
    }
    case 'tie':
      return set(0);
    case 'strength':
      if (!Number.isInteger(operation.value) || Math.abs(operation.value) > MAX) {
        throw new EditError(`${column} takes a whole number from ${-MAX} (response 1 much better) to ${MAX} (response 2 much better), not ${operation.value}`);
      }
      return set(operation.value === 0 ? 0 : operation.value);
    case 'set':
      throw new EditError(`this file has no attribute labels to set: set the strength of the preference, ${-MAX} to ${MAX}, instead`);
  }
}
