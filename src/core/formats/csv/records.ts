import type { ByteSource } from '../../ports.js';
import { joined } from '../../bytes/joined.js';
import { endOfLongRecord } from './longRecord.js';
import { endsLine, skipBreaks, tokenize, type Dialect } from './tokens.js';

/** A longer row is shown as broken instead of being read into memory. */
export const MAX_CSV_ROW_BYTES = 16 * 1024 * 1024;

/** A record from its first byte to the next one's, blank lines after it included. */
export interface CsvRecord {
  readonly start: number;
  readonly end: number;
  /** null where it is longer than the limit. */
  readonly bytes: Uint8Array | null;
  /** null where a quote opens in it and does not end, or it is longer than the limit. */
  readonly fields: readonly Uint8Array[] | null;
}

/** Reads the records from byte `from` on, chunk by chunk; what is not complete at a chunk's end is read again with the next. */
export async function* readRecords(
  source: ByteSource,
  from: number,
  dialect: Dialect,
  reads: { readonly first: number; readonly next: number },
  limit = MAX_CSV_ROW_BYTES,
): AsyncGenerator<{ records: CsvRecord[]; bytesDone: number }> {
  let at = from;
  let rest: Uint8Array = new Uint8Array(0);
  for (let first = true; ; first = false) {
    // Growing with what is left over, so that a long record is not read again and again.
    const size = first ? reads.first : Math.max(reads.next, rest.length);
    const read = await source.read(at + rest.length, size);
    const last = read.length < size;
    const bytes = joined(rest, read);
    const { records, tail } = complete(bytes, at, dialect, last);
    // Blank lines may follow the last one: it waits for the next record, unless what follows it is too much to hold.
    const tooLong = !last && bytes.length - tail > limit;
    const waiting = last || tooLong ? undefined : records.pop();
    const kept = waiting ? waiting.start - at : tail;
    rest = bytes.subarray(kept);
    at += kept;
    if (tooLong) {
      const start = at;
      at = await endOfLongRecord(source, start, rest, dialect, reads.next);
      records.push({ start, end: at, bytes: null, fields: null });
      rest = new Uint8Array(0);
    }
    yield { records: records.map((record) => (record.end - record.start > limit ? { ...record, bytes: null, fields: null } : record)), bytesDone: at };
    if (last) return;
  }
}

/** The records that end in these bytes, which stand at `base`; `tail` is where the rest begins, as seen in the bytes. */
function complete(bytes: Uint8Array, base: number, dialect: Dialect, last: boolean): { records: CsvRecord[]; tail: number } {
  // The line feed after a return at the very end may still come.
  const usable = !last && bytes[bytes.length - 1] === 13 ? bytes.subarray(0, -1) : bytes;
  const { records, open } = tokenize(usable, dialect);
  if (!last && !open && records.at(-1)?.end === usable.length && !endsLine(usable, dialect)) records.pop();
  const placed: CsvRecord[] = [];
  let start = skipBreaks(bytes, 0, dialect);
  for (const { end, fields } of records) {
    const next = skipBreaks(bytes, end, dialect);
    placed.push({ start: base + start, end: base + next, bytes: bytes.subarray(start, next), fields });
    start = next;
  }
  if (last && open) {
    placed.push({ start: base + start, end: base + bytes.length, bytes: bytes.subarray(start), fields: null });
    start = bytes.length;
  }
  return { records: placed, tail: start };
}
