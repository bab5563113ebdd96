import type { ByteSource } from '../../ports.js';
import { endsLine, tokenize, type Dialect } from './tokens.js';

const QUOTE = 34;

/** Finds the end of a record that is too long to hold: it begins at `start` with the bytes `begun`. Only the last piece is ever in memory. */
export async function endOfLongRecord(source: ByteSource, start: number, begun: Uint8Array, dialect: Dialect, size: number): Promise<number> {
  let piece = begun;
  let at = start + begun.length;
  for (;;) {
    const { decided, undecided } = split(piece);
    const { open } = tokenize(decided, dialect);
    const state = open ? '"' : decided[decided.length - 1] === dialect.delimiter.charCodeAt(0) ? dialect.delimiter : 'x';
    const read = await source.read(at, size);
    if (read.length === 0) return at;
    // One byte in front brings the reader into the state that the last piece left.
    const base = at - undecided.length - 1;
    at += read.length;
    piece = new Uint8Array(1 + undecided.length + read.length);
    piece[0] = state.charCodeAt(0);
    piece.set(undecided, 1);
    piece.set(read, 1 + undecided.length);
    const end = firstEnd(piece, dialect);
    if (end !== null) return base + end;
    if (read.length < size) return at;
  }
}

/** Quotes and a return at the end mean one thing or another by what follows: they are looked at with the next piece. */
function split(piece: Uint8Array): { decided: Uint8Array; undecided: Uint8Array } {
  let from = piece.length;
  if (piece[from - 1] === 13) from--;
  const quotes = from;
  while (from > 1 && piece[from - 1] === QUOTE) from--;
  // Of a long run of quotes only the parity counts.
  const spare = Math.max(0, (quotes - from - 1) & ~1);
  return { decided: piece.subarray(0, from), undecided: piece.subarray(from + spare) };
}

/** Where the first record ends; null where it does not end in the piece. */
function firstEnd(piece: Uint8Array, dialect: Dialect): number | null {
  const usable = piece[piece.length - 1] === 13 ? piece.subarray(0, -1) : piece;
  const first = tokenize(usable, dialect).records[0];
  if (!first || (first.end === usable.length && !endsLine(usable, dialect))) return null;
  return first.end;
}
