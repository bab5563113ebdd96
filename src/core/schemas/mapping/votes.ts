/** Preference, strength and votes of one row, as a mapping names them. */
import { t } from '@vscode/l10n';
import type { JudgeLabel, Preference, Vote } from '../../record.js';
import { RowError, type Row } from '../schema.js';
import { countIn, majority } from '../voteValues.js';
import { cellAt, cellsAt, isEmpty, type Cell } from './pointer.js';
import type { Mapping, VotesMap } from './types.js';
import { mapped, numberOf, shown } from './values.js';

/** What the row says of `count` responses; null where it says nothing. Throws `RowError`. */
export function preferenceOf(row: Row, mapping: Mapping, count: number): Preference | null {
  if (mapping.sided) return count === 2 ? { chosen: 0, strength: null, votes: [] } : null;
  const votes = mapping.votes ? votesOf(row, mapping.votes) : [];
  if ((mapping.strength || mapping.votes) && count !== 2) throw new RowError(t('{0} needs 2 responses, and this row has {1}', mapping.strength ? 'strength' : 'votes', count));
  const strength = strengthOf(row, mapping);
  const stated = statedOf(row, mapping, count);
  if (stated === null && strength === null && votes.length === 0) return null;
  const chosen = stated !== null ? (stated === 0 ? null : stated - 1) : strength !== null ? (strength === 0 ? null : strength < 0 ? 0 : 1) : majority(votes);
  return { chosen, strength, votes };
}

/** The response that the preference column names, from 1; 0 for a tie, null where the cell is empty. Throws `RowError`. */
export function statedOf(row: Row, { preference }: Mapping, count: number): number | null {
  if (!preference) return null;
  const value = cellAt(row, preference.path)?.value;
  const stated = preference.values ? mapped(value, preference.values, preference.path.source) : isEmpty(value) ? null : (value as number);
  if (stated === null) return null;
  if (!Number.isInteger(stated) || stated < 0 || stated > count) throw new RowError(t('{0} is {1}, not a response from 1 to {2}, or 0 for a tie', preference.path.source, shown(value), count));
  return stated;
}

/** The signed strength of the row; null where the cell is empty. Throws `RowError`. */
export function strengthOf(row: Row, { strength }: Mapping): number | null {
  return strength && numberOf(cellAt(row, strength.path)?.value, strength.values, strength.scale, strength.path.source);
}

/** What the judges of the row say. Throws `RowError`. */
export function judgesOf(row: Row, { judges }: Mapping): JudgeLabel[] {
  return judges.map(({ judge, path, values }) => ({ judge, agrees: mapped(cellAt(row, path)?.value, values, path.source) }));
}

function votesOf(row: Row, votes: VotesMap): Vote[] {
  if (votes.kind === 'counts') {
    const sides = [[votes.first, -1], [votes.second, 1], [votes.tie, 0]] as const;
    return sides.flatMap(([path, strength]) => (path ? Array.from({ length: countOf(cellAt(row, path)) }, () => ({ annotator: null, strength })) : []));
  }
  return cellsAt(row, votes.path).flatMap((cell): Vote[] => {
    const annotator = cell.stars.at(-1)?.key ?? null;
    const items: readonly unknown[] = Array.isArray(cell.value) ? cell.value : [cell.value];
    return items.flatMap((item): Vote[] => {
      const what = cell.path.join('.');
      const value = numberOf(item, votes.values, votes.scale ?? { min: 0, max: 2 }, what);
      if (value === null) return [];
      if (votes.scale) return [{ annotator, strength: value }];
      if (!Number.isInteger(value)) throw new RowError(t('{0} is {1}, not 1, 2 or 0 for a tie', what, value));
      return [{ annotator, strength: value === 0 ? 0 : value === 1 ? -1 : 1 }];
    });
  });
}

function countOf(cell: Cell | null): number {
  return cell === null ? 0 : countIn(isEmpty(cell.value) ? null : cell.value, cell.path.join('.'));
}
