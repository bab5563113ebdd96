import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type CellPath, type LabelOperation, type RowPatch } from '../edits.js';
import { objectOrNull } from './fields.js';
import type { Row } from './schema.js';

/** Two cells of a row that say the same of the chosen and of the rejected side. */
export interface Sides {
  /** What they say: the column's name without the side (`score` of `score_chosen`). */
  readonly what: string;
  readonly chosen: CellPath;
  readonly rejected: CellPath;
  readonly values: readonly [unknown, unknown];
}

/** Every two cells whose names differ by the side: `chosen`, `chosen score list`, and one level down `metadata.score_chosen` … */
export function sidesOf(row: Row, at: CellPath = []): Sides[] {
  return Object.entries(row).flatMap(([column, value]): Sides[] => {
    const other = otherSide(column);
    if (other !== null && Object.hasOwn(row, other)) {
      return [{ what: what(column), chosen: [...at, column], rejected: [...at, other], values: [value, row[other]] }];
    }
    const nested = at.length === 0 ? objectOrNull(value) : null;
    return nested ? sidesOf(nested, [column]) : [];
  });
}

/** What an earlier curation said (`original_chosen`) stays as it was. */
function otherSide(column: string): string | null {
  return /(^|[^a-z])chosen([^a-z]|$)/.test(column) && !column.startsWith('original') ? column.replace('chosen', 'rejected') : null;
}

function what(column: string): string {
  return column.replace('chosen', '').replace(/^[_\-. ]|[_\-. ]$/g, '').replace(/[_\-. ]{2}/, '_');
}

/** The swaps that make the rejected side the chosen one. */
function sideSwaps(row: Row): CellPatch[] {
  return sidesOf(row).map(({ chosen, rejected }): CellPatch => ({ kind: 'swap', a: chosen, b: rejected }));
}

/** The edit of a schema whose columns say which side is chosen: a flip, or a choice that comes to one. Throws `EditError`. */
export function flipEdit(row: Row, operation: LabelOperation, more: readonly CellPatch[] = []): RowPatch[] {
  switch (operation.kind) {
    case 'flip':
      return [{ row: 0, cells: [...sideSwaps(row), ...more] }];
    case 'choose':
      if (operation.response === 1) return [];
      if (operation.response === 2) return [{ row: 0, cells: [...sideSwaps(row), ...more] }];
      throw new EditError(t('there is no response {0}; the record has 2', operation.response));
    case 'tie':
      throw new EditError(t('this file names a chosen and a rejected response and cannot say "tie": drop the record instead'));
    case 'strength':
      throw new EditError(t('this file has no column for the strength of a preference'));
    case 'set':
      throw new EditError(t('this file has no attribute labels to set'));
  }
}
