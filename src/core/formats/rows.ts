/** A file as a sequence of row slots: what every row format gives the dataset. */
import type { CellPatch } from '../edits.js';
import type { ByteSink } from '../ports.js';
import type { Row } from '../schemas/schema.js';

/** A row slot as read: its raw text, or the reason why there is none. */
export interface Slot {
  readonly row: number;
  readonly offset: number;
  /** Everything from this row's first byte to the next row's; null where it cannot be read as text. */
  readonly text: string | null;
  readonly problem: string | null;
}

/** An opened file of rows; rows count from 0 and keep their number for the session. */
export interface RowFile {
  readonly format: string;
  /** Rows found so far. */
  readonly rows: number;
  readonly bytes: number;
  /** Reads all rows in order, in chunks, filling the index; rows in `removed` are counted as empty slots in their places. */
  scan(signal?: AbortSignal, removed?: ReadonlySet<number>): AsyncIterable<{ readonly slots: readonly Slot[]; readonly bytesDone: number }>;
  /** Reads one row that `scan` has passed. */
  slot(row: number): Promise<Slot>;
  /** Parses a slot's text. Throws an error whose message is the reason. */
  parse(text: string): Row;
  /** Writes patches into a slot's text. */
  patch(text: string, cells: readonly CellPatch[]): string;
  /** Writes the file with these slots in place of its own, and answers how to go on from the new one. */
  write(sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<{ bytes: number; rebase(): void }>;
}
