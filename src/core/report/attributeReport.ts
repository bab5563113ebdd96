import type { AttributeColumns } from '../query/columns/attributes.js';
import type { RecordTable } from '../query/table.js';
import { confusionOf, type Confusion } from './confusion.js';
import { drift, type Slice } from './drift.js';
import { labelHistogram, type Histogram } from './histogram.js';

/** One attribute's labels over the file, of responses 1 and 2 of each record. */
export interface AttributeReport {
  readonly attribute: string;
  /** Group of annotators; null where there is one. */
  readonly pool: string | null;
  /** Its part of the names of columns: `label_<column>_1`. */
  readonly column: string;
  readonly labels: Histogram;
  readonly drift: readonly Slice[];
  /** Labels against a model's predictions, in the histogram's bins; null where nothing is predicted. */
  readonly confusion: Confusion | null;
}

/** What the report says of one attribute; null where no response has a label of it. Dropped records are left out. */
export function attributeReport(table: RecordTable, columns: AttributeColumns): AttributeReport | null {
  const labels = labelHistogram(both(table, columns, ([label]) => label));
  const slices = drift(table.count, (index) => (table.dropped(index) ? [] : [columns.label[0].get(index), columns.label[1].get(index)]));
  if (labels === null || slices === null) return null;
  const predicted = !columns.predicted[0].empty || !columns.predicted[1].empty;
  const confusion = predicted ? confusionOf(labels.bins, both(table, columns, (pair) => pair)) : null;
  const { attribute, pool, column } = columns;
  return { attribute, pool, column, labels, drift: slices, confusion };
}

function* both<T>(table: RecordTable, { label, predicted }: AttributeColumns, take: (pair: readonly [label: number, prediction: number]) => T): Generator<T> {
  for (let index = 0; index < table.count; index++) {
    if (table.dropped(index)) continue;
    for (const k of [0, 1] as const) yield take([label[k].get(index), predicted[k].get(index)]);
  }
}
