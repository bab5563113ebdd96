/** The part of csv-parse that is used: bytes in, fields as bytes, with their places. */
export declare function parse(input: Uint8Array, options: ParseOptions): unknown[];

/** Options, always all of them given. */
export interface ParseOptions {
  /** null: fields stay bytes. */
  readonly encoding: null;
  readonly delimiter: string;
  readonly record_delimiter: readonly string[];
  readonly relax_quotes: boolean;
  readonly relax_column_count: boolean;
  readonly skip_empty_lines: boolean;
  /** Called for each field; `bytes` is the end of it, its quotes included. */
  readonly cast?: (value: Uint8Array, context: { readonly bytes: number; readonly quoting: boolean }) => unknown;
  /** Called for each record; `bytes` is the end of it, its line end included. null: the record is not kept. */
  readonly on_record: (record: unknown[], context: { readonly bytes: number }) => null;
}
