import type { ByteSource } from '../ports.js';
import { joined } from './joined.js';
import { Pieces } from './pieces.js';

/** A non-blank line with the blank ones after it; `bytes` is null where it is longer than the limit. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array | null;
}

/** Bytes of the first read, and of the others: all rows of one live at once, and many megabytes of them keep the garbage collector busy. */
export const READS = { first: 64 * 1024, next: 256 * 1024 } as const;
/** Part of a file; it begins and ends where a line does. */
export interface Span {
  readonly from: number;
  /** First byte that is not part of it. */
  readonly to: number;
}

const WHOLE: Span = { from: 0, to: Infinity };
const NEWLINE = 10;
const NOTHING = new Uint8Array(0);
const BOM = [0xef, 0xbb, 0xbf] as const;

/** Splits a file into lines, a chunk at a time; the first chunk is small, so that its first row need not wait. The bytes of lines are good until the next chunk is asked for. */
export async function* splitLines(
  source: ByteSource,
  maxLine: number,
  reads: { readonly first: number; readonly next: number } = READS,
  { from: begin, to: stop }: Span = WHOLE,
): AsyncGenerator<{ lines: Line[]; bytesDone: number }> {
  let chunkStart = begin;
  const rest = new Pieces();
  // A line too long to hold is only measured: where it starts, until its newline comes.
  let skippedFrom: number | null = null;
  let skippedBlank = true;
  let pending: Line | null = null;
  // One room for every read: it stays in the processor's cache, where fresh memory would have to be fetched first.
  const room = source.readInto ? new Uint8Array(Math.max(reads.first, reads.next)) : null;
  // The size of a file that is still being inflated says nothing; its end is where nothing more can be read.
  for (let first = true; ; first = false) {
    const offset = chunkStart + rest.length;
    const length = Math.min(first ? reads.first : reads.next, stop - offset);
    const read = room ? await source.readInto!(room.subarray(0, length), offset) : await source.read(offset, length);
    if (read.length === 0) break;
    const lines: Line[] = [];
    const emit = (line: Line) => {
      if (pending) lines.push(pending);
      pending = line;
    };
    // Places in `read`; what is left of the chunk before lies before it.
    let from = first && begin === 0 && BOM.every((byte, i) => read[i] === byte) ? BOM.length : 0;
    chunkStart += from;
    for (let at = read.indexOf(NEWLINE, from); at !== -1; at = read.indexOf(NEWLINE, from)) {
      const start = chunkStart;
      const end = offset + at + 1;
      const bytes = rest.take(read.subarray(from, at + 1));
      if (skippedFrom !== null) {
        if (!skippedBlank || !blank(bytes, 0, bytes.length - 1)) emit({ start: skippedFrom, end, bytes: null });
        else if (pending) pending = { ...(pending as Line), end, bytes: null };
        skippedFrom = null;
        skippedBlank = true;
      } else if (!blank(bytes, 0, bytes.length - 1)) {
        emit({ start, end, bytes });
      } else if (pending) {
        // A run of blank lines is taken in one step: each one by itself would copy the row again.
        const blankFrom = at + 1;
        let more = read.indexOf(NEWLINE, at + 1);
        while (more !== -1 && blank(read, at + 1, more)) {
          at = more;
          more = read.indexOf(NEWLINE, at + 1);
        }
        pending = extend(pending, joined(bytes, read.subarray(blankFrom, at + 1)), maxLine);
      }
      from = at + 1;
      chunkStart = offset + from;
    }
    rest.add(read.subarray(from));
    if (rest.length > maxLine || skippedFrom !== null) {
      skippedFrom ??= chunkStart;
      chunkStart += rest.length;
      const skipped = rest.take(NOTHING);
      skippedBlank &&= blank(skipped, 0, skipped.length);
    }
    const held: Line | null = pending;
    if (held?.bytes) pending = { ...(held as Line), bytes: joined(held.bytes, NOTHING) };
    yield { lines, bytesDone: chunkStart };
  }
  const end = chunkStart + rest.length;
  const tail = rest.take(NOTHING);
  const last: Line[] = [];
  if (skippedFrom !== null && !(skippedBlank && blank(tail, 0, tail.length))) {
    if (pending) last.push(pending);
    last.push({ start: skippedFrom, end, bytes: null });
  } else if (skippedFrom !== null) {
    if (pending) last.push({ ...(pending as Line), end, bytes: null });
  } else if (!blank(tail, 0, tail.length)) {
    if (pending) last.push(pending);
    last.push({ start: chunkStart, end, bytes: tail });
  } else if (pending) {
    last.push(extend(pending, tail, maxLine));
  }
  yield { lines: last, bytesDone: end };
}

/** A line with the blank bytes after it; with too many of them it is too long to hold. */
function extend(line: Line, tail: Uint8Array, maxLine: number): Line {
  const end = line.end + tail.length;
  if (end - line.start > maxLine) return { ...line, end, bytes: null };
  return line.bytes ? { ...line, end, bytes: joined(line.bytes, tail) } : { ...line, end };
}

function blank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  }
  return true;
}
