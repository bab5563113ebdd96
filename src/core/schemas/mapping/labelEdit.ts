/** Edits of responses' labels that the mapping names a cell for. */
import { t } from '@vscode/l10n';
import { EditError, type LabelOperation, type RowPatch } from '../../edits.js';
import type { Row } from '../schema.js';
import { assign, responseCells, type Assigned } from './assign.js';
import type { Cell } from './pointer.js';
import { numberOf, written } from './values.js';
import type { LabelMap, Mapping } from './types.js';

type SetOperation = Extract<LabelOperation, { kind: 'set' }>;

/** True where some label is the consensus, or a list that takes one more mark. */
export function canSetLabels({ group, labels }: Mapping): boolean {
  return group?.rows !== 'ratings' && labels.some(({ annotator }) => annotator === null);
}

/** Sets the label of a response: the consensus, or in a list the curator's own mark behind the others. Throws `EditError`. */
export function labelEdit(rows: readonly Row[], operation: SetOperation, saved: readonly Row[], mapping: Mapping): RowPatch[] {
  const { response, attribute, value } = operation;
  if (mapping.group?.rows === 'ratings') throw new EditError(t('each mark of this file is one annotator’s, and nobody’s mark is changed: note it in a review, or drop the record'));
  const labels = mapping.labels.filter((each) => each.attribute === attribute);
  if (labels.length === 0) throw new EditError(mapping.labels.length > 0 ? t('there is no attribute {0}; there are {1}', attribute, [...new Set(mapping.labels.map((each) => each.attribute))].join(', ')) : t('there is no attribute {0}; the mapping names no labels', attribute));
  const label = labels.find(({ annotator }) => annotator === null);
  if (!label) throw new EditError(t('{0} is given by {1}, and nobody’s mark is changed: note it in a review, or drop the record', attribute, String(labels[0]!.annotator)));
  const { min, max } = label.scale;
  if (!(value >= min && value <= max)) throw new EditError(t('{0} takes a number from {1} to {2}, not {3}', attribute, min, max, value));
  const { row, within } = placeOf(rows, response, mapping);
  const { cells, several } = assignedOf(rows[row] as Row, label, within, mapping);
  const [cell] = cells;
  if (several) throw new EditError(t('the marks of {0} are one cell each, and nobody’s mark is changed: note it in a review, or drop the record', attribute));
  if (!cell || cell.value === undefined) throw new EditError(t('response {0} has no cell for {1} in this row', response, attribute));
  if (!Array.isArray(cell.value)) {
    if (numberOf(cell.value, label.values, label.scale, attribute) === value) return [];
    return [{ row, cells: [{ kind: 'set', path: cell.path, value: written(value, label.values, cell.value, attribute) }] }];
  }
  const raw = written(value, label.values, cell.value[0], attribute);
  const before = assignedOf(saved[row] as Row, label, within, mapping).cells[0]?.value;
  return cell.value.length > (Array.isArray(before) ? before.length : 0)
    ? [{ row, cells: [{ kind: 'set', path: [...cell.path, cell.value.length - 1], value: raw }] }]
    : [{ row, cells: [{ kind: 'append', path: cell.path, value: raw }] }];
}

function assignedOf(row: Row, { paths, attribute }: LabelMap, within: number, mapping: Mapping): Assigned {
  const assigned = assign(row, paths, responseCells(row, mapping.responses), `labels.${attribute}`)[within];
  return assigned ?? { cells: [] as readonly Cell[], several: false };
}

/** The row that holds a response, and its place among that row's responses. */
function placeOf(rows: readonly Row[], response: number, { responses }: Mapping): { row: number; within: number } {
  const counts = rows.map((row) => responseCells(row, responses).flat().length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!Number.isInteger(response) || response < 1 || response > total) throw new EditError(t('there is no response {0}; the record has {1}', response, total));
  let within = response - 1;
  let row = 0;
  for (; within >= counts[row]!; row++) within -= counts[row]!;
  return { row, within };
}
