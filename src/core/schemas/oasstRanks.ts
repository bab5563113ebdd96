/** Ranks of a message's answers, and edits of them. */
import { t } from '@vscode/l10n';
import { EditError, type LabelOperation, type RowPatch } from '../edits.js';
import { kind } from './fields.js';
import { RowError, type Row } from './schema.js';

/** The answer's rank, 0 for the best; null where it has none. Throws `RowError`. */
export function rankOf(row: Row): number | null {
  const rank = row['rank'];
  if (rank === undefined || rank === null || Number.isNaN(rank)) return null;
  if (typeof rank !== 'number') throw new RowError(t('column rank is {0}, not a number', kind(rank)));
  if (!Number.isInteger(rank) || rank < 0) throw new RowError(t('column rank is {0}, not a whole number from 0 (the best)', rank));
  return rank;
}

/** Two ranks change places: the best two (flip), or the best and the chosen one. Throws `EditError`. */
export function rankEdit(rows: readonly Row[], operation: LabelOperation): RowPatch[] {
  switch (operation.kind) {
    case 'flip': {
      const [first, second] = ranked(rows);
      return swapped(first as Ranked, second as Ranked);
    }
    case 'choose': {
      const { response } = operation;
      if (!Number.isInteger(response) || response < 1 || response > rows.length) throw new EditError(t('there is no response {0}; the record has {1}', response, rows.length));
      const order = ranked(rows);
      const target = order.find(({ row }) => row === response - 1);
      if (!target) throw new EditError(t('response {0} has no rank to change; those with one are {1}', response, order.map(({ row }) => row + 1).sort((a, b) => a - b).join(', ')));
      return swapped(order[0] as Ranked, target);
    }
    case 'tie':
      throw new EditError(t('ranks of this file cannot say "tie": drop the record instead'));
    case 'strength':
      throw new EditError(t('this file has no column for the strength of a preference: choose a response instead'));
    case 'set':
      throw new EditError(t('the marks of this file are shares of its annotators, and nobody’s mark is changed: choose a response instead'));
  }
}

interface Ranked {
  readonly row: number;
  readonly rank: number;
}

/** Ranked answers, best first. */
function ranked(rows: readonly Row[]): Ranked[] {
  const found = rows.flatMap((row, i): Ranked[] => {
    const rank = rankOf(row);
    return rank === null ? [] : [{ row: i, rank }];
  });
  if (found.length < 2) throw new EditError(found.length === 0 ? t('no answer of this record has a rank, so there is no order to change') : t('only one answer of this record has a rank, so there is no order to change'));
  return found.sort((a, b) => a.rank - b.rank);
}

function swapped(a: Ranked, b: Ranked): RowPatch[] {
  if (a.row === b.row) return [];
  if (a.rank === b.rank) throw new EditError(t('the two answers have the same rank, so changing places changes nothing: drop the record instead'));
  return [
    { row: a.row, cells: [{ kind: 'set', path: ['rank'], value: b.rank }] },
    { row: b.row, cells: [{ kind: 'set', path: ['rank'], value: a.rank }] },
  ];
}
