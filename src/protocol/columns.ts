/** What completion and the sort menu know of a column of `records`. */
import type { ColumnType } from '../core/query/columns/documented.js';

/** A column; `empty` where no record has a value in it. */
export interface ColumnInfo {
  readonly name: string;
  readonly type: ColumnType;
  /** One sentence in the display language. */
  readonly doc: string;
  readonly empty: boolean;
}
