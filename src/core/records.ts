/** What an open dataset answers, be it one file, many shards, or files that were attached to each other. */
import type { BadRows } from './badRows.js';
import type { Growable } from './bytes/growable.js';
import type { Edit, Operation, RowText } from './edits.js';
import type { Saving } from './overlay.js';
import type { LocatedRecord, PreferenceRecord } from './record.js';
import type { Schema } from './schemas/schema.js';
import type { Stretch } from './stretch.js';

/** Takes the next stretch of a file that was read elsewhere; call it for each, in order. */
export type TakeStretch = (stretch: Stretch) => TakenStretch;

/** Where the records of a stretch stand. */
export interface TakenStretch {
  /** Ids that the stretch could not know, of records whose equals came before it, by their place. */
  readonly repeated: readonly (readonly [index: number, id: string])[];
  readonly progress: ScanProgress;
}

/** How far a scan has come. */
export interface ScanProgress {
  readonly rows: number;
  readonly records: number;
  readonly bytesDone: number;
  readonly bytes: number;
}

/** Records of the rows read in one go. */
export interface ScanChunk {
  readonly records: LocatedRecord[];
  readonly progress: ScanProgress;
}

/** How a scan is ended, and what it keeps to. */
export interface ScanOptions {
  readonly signal?: AbortSignal | undefined;
  /** Only records of this split count. */
  readonly split?: string | null | undefined;
  /** Gets the two halves of every record's hash. */
  readonly hashes?: Growable<Uint32Array> | undefined;
}

/** Records by their place (`index`), and what is done to them. Row numbers stay the same for the session. */
export interface Records {
  readonly schema: Schema;
  readonly records: number;
  readonly rows: number;
  readonly bad: BadRows;
  /** Reads every row in order; yields the records of each chunk. Call it once, before any edit. */
  scan(options?: ScanOptions): AsyncGenerator<ScanChunk>;
  /** Begins to take stretches in the place of a scan; null where only a scan will do. */
  taking(): TakeStretch | null;
  /** Finds the rows that a scan which was ended early did not reach: then all can be saved, and records it did reach be edited. */
  indexRows(): Promise<void>;
  /** The record as it stands now, unsaved edits included. */
  record(index: number): Promise<LocatedRecord>;
  /** What the record holds as it stands now, without what finding it again takes. */
  content(index: number): Promise<PreferenceRecord>;
  /** The record that a row is part of; -1 where it is part of none. */
  recordOf(row: number): number;
  /** What the operation changes, not yet applied; no changes where it is so already. Throws `EditError`. */
  edit(index: number, operation: Operation, reason: string | null): Promise<Edit>;
  /** Puts row texts in place; answers which records they belong to. */
  apply(changes: readonly RowText[]): Promise<number[]>;
  /** True where each of these rows reads so now. */
  holds(rows: readonly RowText[]): Promise<boolean>;
  /** True where an edit of the record is not saved. */
  edited(index: number): boolean;
  /** Number of its files. */
  readonly files: number;
  /** The file that holds a row, and the row's number there. */
  place(row: number): { part: number; local: number };
  /** Takes the rows as they stand, to be written to the files. */
  beginSave(): Promise<Saving>;
}
