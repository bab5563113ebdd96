/** A file as a sequence of row slots: what every format gives the dataset. */
import type { CellPatch } from '../edits.js';
import type { ByteSink, ByteSource } from '../ports.js';
import type { Row } from '../schemas/schema.js';

/** A row slot as read: its raw text, or the reason why there is none. */
export interface Slot {
  readonly row: number;
  /** First byte of the row in the (inflated) file; the row's number where a format has no rows of bytes. */
  readonly offset: number;
  /** The row as text that `parse` and `patch` take; '' where a save removed it; null where it cannot be read as text. */
  readonly text: string | null;
  readonly problem: string | null;
}

/** Rows read in one go; `bytesDone` of the file's `bytes` are behind them. */
export interface Chunk {
  readonly slots: readonly Slot[];
  readonly bytesDone: number;
}

/** What a `write` wrote; `rebase` goes on from it once it stands in the place of the old file. */
export interface Written {
  readonly bytes: number;
  /** `source` reads what was written (inflated); the old source is not read again. */
  rebase(source: ByteSource): void;
}

/**
 * An opened file of rows; rows count from 0 and keep their number for the session: a row that a save removed stays an
 * empty slot. An edit is the text of a slot before and after; '' removes the row, its old text puts it back.
 */
export interface RowFile {
  readonly format: string;
  /** Rows found so far. */
  readonly rows: number;
  readonly bytes: number;
  /** Why the file ends too early (cut off, or its rest is broken); null where it is whole, or not known yet. It must not be saved over then. */
  readonly damage: string | null;
  /** Names of columns, where the format has them apart from its rows; null otherwise. */
  readonly columns: readonly string[] | null;
  /** Texts hold only these columns from now on, where the format can leave others undecoded; others ignore it. Called before `scan`. */
  select?(columns: readonly string[]): void;
  /** Reads all rows in order, in chunks, filling the index; rows in `removed` are counted as empty slots in their places. May be called again: it starts anew. */
  scan(signal?: AbortSignal, removed?: ReadonlySet<number>): AsyncIterable<Chunk>;
  /** Finds where all rows are without reading them, where that is faster than `scan`; `slot` and `write` then take any of them. */
  index?(signal?: AbortSignal): Promise<void>;
  /** Reads one row that `scan` or `index` has passed. */
  slot(row: number): Promise<Slot>;
  /** Parses a slot's text. Throws an error whose message is the reason. */
  parse(text: string): Row;
  /** Writes patches into a slot's text. Throws `EditError`. */
  patch(text: string, cells: readonly CellPatch[]): string;
  /** Lets go of what the format keeps beside its source; the source itself is somebody else's. */
  close?(): void;
  /** Writes the whole file with these slots in place of its own; every other byte stays. */
  write(sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<Written>;
}
