import type { ByteSource } from '../ports.js';

/** A non-blank line with the blank ones after it; `bytes` is null where it is longer than the limit. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array | null;
}

/** Bytes of the first read, and of the others. */
export const READS = { first: 64 * 1024, next: 4 * 1024 * 1024 } as const;
const NEWLINE = 10;
const BOM = [0xef, 0xbb, 0xbf] as const;

/** Splits a file into lines, a chunk at a time; the first chunk is small, so that its first row need not wait. */
export async function* splitLines(
  source: ByteSource,
  maxLine: number,
  reads: { readonly first: number; readonly next: number } = READS,
): AsyncGenerator<{ lines: Line[]; bytesDone: number }> {
  let chunkStart = 0;
  let rest: Uint8Array = new Uint8Array(0);
  // A line too long to hold is only measured: where it starts, until its newline comes.
  let skippedFrom: number | null = null;
  let pending: Line | null = null;
  for (let first = true; chunkStart + rest.length < source.size; first = false) {
    const offset = chunkStart + rest.length;
    const read = await source.read(offset, first ? reads.first : reads.next);
    if (read.length === 0) break;
    let bytes = read;
    if (rest.length > 0) {
      bytes = new Uint8Array(rest.length + read.length);
      bytes.set(rest);
      bytes.set(read, rest.length);
    }
    const lines: Line[] = [];
    const emit = (line: Line) => {
      if (pending) lines.push(pending);
      pending = line;
    };
    let from = first && BOM.every((byte, i) => bytes[i] === byte) ? BOM.length : 0;
    for (let at = bytes.indexOf(NEWLINE, Math.max(from, rest.length)); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      const start = chunkStart + from;
      const end = chunkStart + at + 1;
      if (skippedFrom !== null) {
        emit({ start: skippedFrom, end, bytes: null });
        skippedFrom = null;
      } else if (!blank(bytes, from, at)) {
        emit({ start, end, bytes: bytes.subarray(from, at + 1) });
      } else if (pending) {
        // A run of blank lines is taken in one step: each one by itself would copy the row again.
        let more = bytes.indexOf(NEWLINE, at + 1);
        while (more !== -1 && blank(bytes, at + 1, more)) {
          at = more;
          more = bytes.indexOf(NEWLINE, at + 1);
        }
        pending = extend(pending, bytes.subarray(from, at + 1));
      }
      from = at + 1;
    }
    rest = bytes.subarray(from);
    chunkStart += from;
    if (rest.length > maxLine || skippedFrom !== null) {
      skippedFrom ??= chunkStart;
      chunkStart += rest.length;
      rest = new Uint8Array(0);
    }
    yield { lines, bytesDone: chunkStart };
  }
  const end = chunkStart + rest.length;
  const last: Line[] = [];
  if (skippedFrom !== null) {
    if (pending) last.push(pending);
    last.push({ start: skippedFrom, end, bytes: null });
  } else if (!blank(rest, 0, rest.length)) {
    if (pending) last.push(pending);
    last.push({ start: chunkStart, end, bytes: rest });
  } else if (pending) {
    last.push(extend(pending, rest));
  }
  yield { lines: last, bytesDone: end };
}

/** A line with the blank bytes after it. */
function extend(line: Line, tail: Uint8Array): Line {
  const end = line.end + tail.length;
  if (!line.bytes) return { ...line, end };
  const bytes = new Uint8Array(line.bytes.length + tail.length);
  bytes.set(line.bytes);
  bytes.set(tail, line.bytes.length);
  return { ...line, end, bytes };
}

function blank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  }
  return true;
}
