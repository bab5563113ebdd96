/** What a table store is given, and what it answers: the port that `platform/duckdb` fills. */

/** One column of `records`; NaN and null are SQL's NULL. `empty` is true while every value is missing. */
export type TableColumn = { readonly name: string; readonly empty: boolean } & (
  | { readonly type: 'integer'; readonly get: (index: number) => number }
  | { readonly type: 'double'; readonly get: (index: number) => number }
  | { readonly type: 'text'; readonly get: (index: number) => string | null }
  | { readonly type: 'texts'; readonly get: (index: number) => readonly string[] }
);

/** The metrics of all records; columns may be added between calls, `columns` says what there is now. */
export interface TableSource {
  readonly count: number;
  readonly columns: readonly TableColumn[];
  /** False for a record that is not part of the table, as one that was dropped. */
  kept(index: number): boolean;
}

/** A record's texts, as the text columns show them. */
export interface TextRow {
  readonly index: number;
  readonly prompt: string;
  readonly responses: readonly string[];
}

/** Reads the texts of these records (ascending; null = of all); called only when the SQL names a text column. */
export type TextSource = (indices: readonly number[] | null) => AsyncIterable<TextRow>;

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Limits of one query. */
export interface QueryOptions {
  /** Time for the statement itself; reading texts for it does not count. */
  readonly timeoutMs?: number;
  /** More rows than this are an error, not a cut. */
  readonly maxRows?: number;
  readonly signal?: AbortSignal;
}

/** SQL that cannot run: the message is for the one who wrote it. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

/** Holds the table `records` and runs read-only SQL over it. */
export interface TableStore {
  /** Takes (all of) a table; it is written when the first query needs it. */
  load(source: TableSource, texts: TextSource | null): Promise<void>;
  /** These records read differently now, their texts too. */
  update(indices: readonly number[]): void;
  /** Any metric may read differently now, texts do not, as after scoring. */
  reload(): void;
  /** Runs one SELECT. Throws `QueryError`. */
  query(sql: string, options?: QueryOptions): Promise<readonly Readonly<Record<string, Json>>[]>;
  /** Indices of the records that meet one SQL condition, ascending. Throws `QueryError`. */
  where(condition: string, options?: QueryOptions): Promise<Uint32Array>;
  /** The same in the order of a column, equal values in file order, those without a value last; null for all. Throws `QueryError`. */
  sorted(column: string, descending: boolean, condition: string | null, options?: QueryOptions): Promise<Uint32Array>;
  close(): Promise<void>;
}
