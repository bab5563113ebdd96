import type { LabelOperation, RowPatch } from '../edits.js';
import type { PreferenceRecord } from '../record.js';

/** A parsed row. */
export type Row = Readonly<Record<string, unknown>>;

/** How sure a schema is that a sample of rows is its own. */
export interface Detection {
  /** 0 (no) to 1 (nothing else has these columns). */
  readonly confidence: number;
  readonly reason: string;
}

/** A row that the schema cannot read; the message is shown beside the row. */
export class RowError extends Error {
  override readonly name = 'RowError';
}

/** Reads and edits one shape of preference file. A new schema is one file, one line in `registry.ts`, one fixture. */
export interface Schema {
  readonly name: string;
  /** True where response 1 is the chosen one by the column's own meaning. */
  readonly chosenFirst: boolean;
  /** Looks at the file's first rows. */
  detect(sample: readonly Row[]): Detection | null;
  /** Throws `RowError` where the row cannot be part of a record. */
  check(row: Row): void;
  /** Rows of one aligned block share a record where their keys are equal; block 1 is one row a record. */
  readonly block: number;
  key?(row: Row): string;
  /** Reads rows that passed `check` and share a key. Throws `RowError`. */
  record(rows: readonly Row[]): PreferenceRecord;
  /** What the operation changes in `rows` (none = it is so already); `saved` are the rows as the file holds them. Throws `EditError`. */
  edit(rows: readonly Row[], operation: LabelOperation, saved: readonly Row[]): readonly RowPatch[];
}
