/** What the page shows of a mapping that is being written. */
import type { RecordView } from './views/record.js';

/** Something wrong in a mapping's text, by character offsets; line and column count from 1. */
export interface MappingProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

/** What a mapping makes of a file: its first record, or what is wrong. */
export interface PreviewView {
  /** Name of the data file, and of the mapping. */
  readonly name: string;
  readonly mapping: string;
  readonly columns: readonly ColumnView[];
  readonly problems: readonly MappingProblem[];
  /** How many of the first rows were tried, and how many read. */
  readonly tried: number;
  readonly read: number;
  /** Why the first row that does not read does not; null where all do, or the mapping itself is wrong. */
  readonly refused: string | null;
  readonly record: RecordView | null;
}

/** A column of a file, with a value of it. */
export interface ColumnView {
  /** JSON pointer, as a mapping names it. */
  readonly pointer: string;
  readonly kind: string;
  readonly example: string;
}
