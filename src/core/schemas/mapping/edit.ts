/** What an operation changes in rows that a mapping reads. */
import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type LabelOperation, type RowPatch } from '../../edits.js';
import type { Row } from '../schema.js';
import { labelEdit } from './labelEdit.js';
import { cellAt, type Cell } from './pointer.js';
import { responseCells } from './assign.js';
import { sideFlip } from './sideFlip.js';
import { written } from './values.js';
import { statedOf, strengthOf } from './votes.js';
import type { Mapping } from './types.js';

/** Cells to write for the operation; only cells that the mapping names. Throws `EditError`. */
export function mappingEdit(rows: readonly Row[], operation: LabelOperation, saved: readonly Row[], mapping: Mapping): RowPatch[] {
  if (operation.kind === 'set') return labelEdit(rows, operation, saved, mapping);
  const row = rows[0] as Row;
  const cells = mapping.sided ? sideEdit(row, operation, mapping) : preferenceEdit(row, operation, mapping);
  return cells.length > 0 ? [{ row: 0, cells }] : [];
}

function sideEdit(row: Row, operation: Exclude<LabelOperation, { kind: 'set' }>, mapping: Mapping): CellPatch[] {
  if (operation.kind === 'tie') throw new EditError(t('this file names a chosen and a rejected response and cannot say "tie": drop the record instead'));
  if (operation.kind === 'strength') throw new EditError(t('the mapping names no column for the strength of a preference: flip the record instead'));
  if (operation.kind === 'flip') return sideFlip(row, mapping);
  const count = responseCells(row, mapping.responses).flat().length;
  if (!Number.isInteger(operation.response) || operation.response < 1 || operation.response > count) throw new EditError(t('there is no response {0}; the record has {1}', operation.response, count));
  if (count !== 2) throw new EditError(t('several responses of this record are chosen, and several rejected: flip the sides instead'));
  return operation.response === 1 ? [] : sideFlip(row, mapping);
}

function preferenceEdit(row: Row, operation: Exclude<LabelOperation, { kind: 'set' }>, mapping: Mapping): CellPatch[] {
  const { preference, strength, votes } = mapping;
  if (!preference && !strength) {
    throw new EditError(votes ? t('the preference of this record is the majority of its votes, and nobody’s vote is changed: drop the record instead') : t('the mapping names no column for a preference: add preference or strength to it'));
  }
  const count = responseCells(row, mapping.responses).flat().length;
  if (operation.kind === 'strength' && !strength) throw new EditError(t('the mapping names no column for the strength of a preference: choose a response instead'));
  const now = strengthOf(row, mapping);
  const stated = statedOf(row, mapping, count) ?? (now === null ? null : now === 0 ? 0 : now < 0 ? 1 : 2);
  const target = targetOf(operation, stated, count);
  const cells: CellPatch[] = [];
  if (preference && target !== statedOf(row, mapping, count)) {
    const cell = cellAt(row, preference.path) as Cell;
    cells.push({ kind: 'set', path: cell.path, value: written(target, preference.values, cell.value, preference.path.source) });
  }
  if (strength) cells.push(...strengthCells(row, operation, target, now, mapping));
  return cells;
}

/** The response that is preferred afterwards, from 1; 0 for a tie. */
function targetOf(operation: Exclude<LabelOperation, { kind: 'set' }>, stated: number | null, count: number): number {
  switch (operation.kind) {
    case 'tie':
      return 0;
    case 'strength':
      return operation.value === 0 ? 0 : operation.value < 0 ? 1 : 2;
    case 'choose':
      if (!Number.isInteger(operation.response) || operation.response < 1 || operation.response > count) throw new EditError(t('there is no response {0}; the record has {1}', operation.response, count));
      return operation.response;
    case 'flip':
      if (stated === null) throw new EditError(t('the record states no preference to flip: choose a response instead'));
      if (count !== 2) throw new EditError(t('the record has {0} responses, so a flip could mean any of them: choose a response instead', count));
      return stated === 0 ? 0 : 3 - stated;
  }
}

function strengthCells(row: Row, operation: LabelOperation, target: number, now: number | null, { strength }: Mapping): CellPatch[] {
  const { path, values, scale } = strength!;
  const size = now === null || now === 0 ? 1 : Math.abs(now);
  const value = operation.kind === 'strength' ? operation.value : target === 0 ? 0 : target === 1 ? -size : size;
  if (!(value >= scale.min && value <= scale.max)) throw new EditError(t('{0} takes a number from {1} to {2}, not {3}', path.source, scale.min, scale.max, value));
  if (value === now) return [];
  const cell = cellAt(row, path) as Cell;
  // The digits of the file stay where the sign alone changes.
  if (!values && now !== null && now !== 0 && value === -now) return [{ kind: 'negate', path: cell.path }];
  return [{ kind: 'set', path: cell.path, value: written(value === 0 ? 0 : value, values, cell.value, path.source) }];
}
