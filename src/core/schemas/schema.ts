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

/** Which rows share a record; a row whose `key` throws is a bad row. */
export type Grouping =
  /** Each row is a record. */
  | { readonly kind: 'row' }
  /** Rows of one aligned block of `size` whose keys are equal. */
  | { readonly kind: 'block'; readonly size: number; key(row: Row): string }
  /** Up to `most` neighbouring rows whose keys are equal. */
  | { readonly kind: 'run'; readonly most: number; key(row: Row): string }
  /** All rows of the file whose keys are equal; a record stands where its first row does. */
  | { readonly kind: 'key'; key(row: Row): string }
  /** Rows are messages of trees: the answers to one question form a record, in file order; it stands where the first of them does. */
  | { readonly kind: 'tree'; node(row: Row): TreeNode };

/** Where a message stands in its tree. */
export interface TreeNode {
  readonly id: string;
  /** Id of the message it answers; null at the root. */
  readonly parent: string | null;
  /** True where it is one of its parent's answers that form a record. */
  readonly answer: boolean;
}

/** Reads and edits one shape of preference file. A new schema is one file, one line in `registry.ts`, one fixture. */
export interface Schema {
  readonly name: string;
  /** True where response 1 is the chosen one by the column's own meaning. */
  readonly chosenFirst: boolean;
  /** Label operations that some record of such a file can take. */
  readonly edits: readonly LabelOperation['kind'][];
  readonly grouping: Grouping;
  /** The columns that the schema reads, of those a file has; left out where it reads all. Others are not even decoded where the format allows. */
  columns?(all: readonly string[]): readonly string[];
  /** The schema as it fits these first rows (which columns are ratings, which scale they have); left out where it is always the same. */
  fit?(sample: readonly Row[]): Schema;
  /** Looks at the file's first rows. */
  detect(sample: readonly Row[]): Detection | null;
  /** Throws `RowError` where the row cannot be part of a record. */
  check(row: Row): void;
  /** Reads rows that passed `check` and belong together; `above` (trees only) are the messages before the answers, from the root. Throws `RowError`. */
  record(rows: readonly Row[], above: readonly Row[]): PreferenceRecord;
  /** What the operation changes in `rows` (none = it is so already); `saved` are the rows as the file holds them. Throws `EditError`. */
  edit(rows: readonly Row[], operation: LabelOperation, saved: readonly Row[]): readonly RowPatch[];
}
