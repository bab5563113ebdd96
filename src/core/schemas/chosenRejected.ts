import { EditError, type CellPatch, type CellPath, type LabelOperation, type RowPatch } from '../edits.js';
import type { Row } from './schema.js';

/** Swaps of a row whose columns name the chosen and the rejected side: `chosen`, `chosen score list`, `metadata.score_chosen` … */
export function sideSwaps(row: Row, at: CellPath = []): CellPatch[] {
  return Object.entries(row).flatMap(([column, value]): CellPatch[] => {
    const other = otherSide(column);
    if (other !== null && other in row) return [{ kind: 'swap', a: [...at, column], b: [...at, other] }];
    const nested = at.length === 0 && value !== null && typeof value === 'object' && !Array.isArray(value);
    return nested ? sideSwaps(value as Row, [column]) : [];
  });
}

function otherSide(column: string): string | null {
  return /(^|[^a-z])chosen([^a-z]|$)/.test(column) ? column.replace('chosen', 'rejected') : null;
}

/** The edit of a schema whose columns say which side is chosen: a flip, or a choice that comes to one. Throws `EditError`. */
export function flipEdit(row: Row, operation: LabelOperation, more: readonly CellPatch[] = []): RowPatch[] {
  switch (operation.kind) {
    case 'flip':
      return [{ row: 0, cells: [...sideSwaps(row), ...more] }];
    case 'choose':
      if (operation.response === 1) return [];
      if (operation.response === 2) return [{ row: 0, cells: [...sideSwaps(row), ...more] }];
      throw new EditError(`there is no response ${operation.response}; the record has 2`);
    case 'tie':
      throw new EditError('this file names a chosen and a rejected response and cannot say "tie": drop the record instead');
    case 'strength':
      throw new EditError('this file has no column for the strength of a preference');
    case 'set':
      throw new EditError('this file has no attribute labels to set');
  }
}
