/** What the core needs of the world; `src/platform` holds the real sides, tests may hand in their own. */

/** Bytes of one file or buffer, read by span. */
export interface ByteSource {
  /** Length in bytes when it was opened; grows while a compressed file is still being inflated. */
  readonly size: number;
  /** Where the bytes lie on the disk, for readers that take files only; null for bytes in memory. */
  readonly path: string | null;
  /** Why the bytes end too early (a compressed file that is cut off); null where they do not, or it is not known yet. */
  readonly damage: string | null;
  /** Reads up to `length` bytes at `offset`; fewer only at the end. Waits for bytes that are still to come. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The same, of a few hundred kilobytes, into memory that the caller brings; answers the part of it that was filled. Left out where it is no faster. */
  readInto?(into: Uint8Array, offset: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Where a save writes; nothing is visible under the final name before `commit`. */
export interface ByteSink {
  /** Writes bytes; they are not looked at again once it has ended. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the written bytes durable under a name of their own; nothing more is written after it. */
  prepare(): Promise<void>;
  /** Puts the written bytes in place of the old file; prepares them first where that has not been done. */
  commit(): Promise<void>;
  /** Throws the written bytes away; the old file stays whole. */
  abort(): Promise<void>;
}

/** First 16 hex digits of the sha256 of UTF-8 text. */
export type Hash = (text: string) => string;

/** Called with rows and bytes done so far; throwing ends the work. */
export type Progress = (done: number, total: number) => void;
