import type { ByteSource } from '../ports.js';
import type { Span } from './newlines.js';

const READ_BYTES = 512 * 1024;
const NEWLINE = 10;
const SPACE = 32;

/** Finds where the lines of a span begin that are not blank, the same that `splitLines` gives, without reading what is in them. Tells `found` each one's start. */
export async function findLines(source: ByteSource, { from, to }: Span, found: (start: number) => void, signal?: AbortSignal): Promise<void> {
  let start = from;
  // True once the present line has anything but white space in it.
  let filled = false;
  const end = (next: number) => {
    if (filled) found(start);
    filled = false;
    start = next;
  };
  let offset = from;
  const room = source.readInto ? new Uint8Array(READ_BYTES) : null;
  for (;;) {
    signal?.throwIfAborted();
    const length = Math.min(READ_BYTES, to - offset);
    const read = room ? await source.readInto!(room.subarray(0, length), offset) : await source.read(offset, length);
    if (read.length === 0) break;
    let at = 0;
    if (offset === 0 && read[0] === 0xef && read[1] === 0xbb && read[2] === 0xbf) start = at = 3;
    while (at < read.length) {
      if (filled) {
        const newline = read.indexOf(NEWLINE, at);
        if (newline === -1) break;
        end(offset + newline + 1);
        at = newline + 1;
      } else {
        const byte = read[at] as number;
        at++;
        if (byte === NEWLINE) end(offset + at);
        else if (byte !== SPACE && byte !== 9 && byte !== 13) filled = true;
      }
    }
    offset += read.length;
  }
  end(to);
}

/** Counts those lines, and notes where the first `heads` of them begin. */
export async function countLines(source: ByteSource, span: Span, heads: number): Promise<{ rows: number; heads: number[] }> {
  const first: number[] = [];
  let rows = 0;
  await findLines(source, span, (start) => {
    rows++;
    if (first.length < heads) first.push(start);
  });
  return { rows, heads: first };
}
