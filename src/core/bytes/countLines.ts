import type { ByteSource } from '../ports.js';
import type { Span } from './newlines.js';

const READ_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;
const SPACE = 32;

/** Counts the lines of a span that are not blank, and notes where the first `heads` of them begin; the same lines that `splitLines` gives. */
export async function countLines(source: ByteSource, { from, to }: Span, heads: number): Promise<{ rows: number; heads: number[] }> {
  const found: number[] = [];
  let rows = 0;
  let start = from;
  // True once the present line has anything but white space in it.
  let filled = false;
  const end = (next: number) => {
    if (filled) {
      rows++;
      if (found.length < heads) found.push(start);
    }
    filled = false;
    start = next;
  };
  for (let offset = from; offset < to; ) {
    const read = await source.read(offset, Math.min(READ_BYTES, to - offset));
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
  return { rows, heads: found };
}
