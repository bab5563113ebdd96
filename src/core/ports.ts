/** What the core needs of the world; `src/platform` holds the real sides, tests may hand in their own. */

/** Bytes of one file or buffer, read by span. */
export interface ByteSource {
  /** Length in bytes when it was opened. */
  readonly size: number;
  /** Reads up to `length` bytes at `offset`; fewer only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Where a save writes; nothing is visible under the final name before `commit`. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the written bytes durable and puts them in place of the old file. */
  commit(): Promise<void>;
  /** Throws the written bytes away; the old file stays whole. */
  abort(): Promise<void>;
}

/** First 16 hex digits of the sha256 of UTF-8 text. */
export type Hash = (text: string) => string;

/** Called with rows and bytes done so far; throwing ends the work. */
export type Progress = (done: number, total: number) => void;
