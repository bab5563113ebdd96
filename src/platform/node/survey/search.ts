import { MAX_ROW_BYTES } from '../../../core/formats/lines.js';
import { parseObject } from '../../../core/formats/json/value.js';
import type { Span } from '../../../core/bytes/newlines.js';
import { allTerms, termsIn } from '../../../core/query/text/terms.js';
import { ESCAPED, rawPattern } from '../../../core/query/text/rawPattern.js';
import type { Schema } from '../../../core/schemas/schema.js';
import type { FileSource } from '../files/source.js';

/** Lines that hold terms: where each begins, and which terms it holds, one bit each. */
export interface Hits {
  readonly starts: Float64Array;
  readonly masks: Uint8Array;
}

/** Bytes that are looked through at once. */
const WINDOW = 2 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Looks for terms in the lines of a part of a JSON Lines file. With a schema whose records are single rows a hit is of the
 * prompt or the responses, and lines that lack a term are left out; without one it is of any text of the line.
 */
export async function searchLines(source: FileSource, { from, to }: Span, terms: readonly string[], schema: Schema | null, pause: () => Promise<void> = async () => undefined): Promise<Hits> {
  const patterns = terms.map((term) => new RegExp(rawPattern(term), 'gi'));
  const starts: number[] = [];
  const masks: number[] = [];
  let room = Buffer.alloc(WINDOW);
  let held = 0;
  for (let at = from; at < to; ) {
    const read = await source.readInto(room.subarray(held, held + Math.min(room.length - held, to - at)), at);
    if (read.length === 0) break;
    const filled = held + read.length;
    const begin = at - held;
    at += read.length;
    const last = at >= to ? filled - 1 : room.lastIndexOf(NEWLINE, filled - 1);
    if (last < 0) {
      held = filled;
      // A row that is too long to be shown is no record; its rest is looked through as a line of its own, and parses as none.
      if (filled === room.length) room = filled < MAX_ROW_BYTES ? Buffer.concat([room, Buffer.alloc(room.length)]) : Buffer.alloc(WINDOW);
      if (filled >= MAX_ROW_BYTES) held = 0;
      continue;
    }
    for (const [start, mask] of linesIn(room.subarray(0, last + 1), terms, patterns, schema)) {
      starts.push(begin + start);
      masks.push(mask);
    }
    room.copy(room, 0, last + 1, filled);
    held = filled - last - 1;
    await pause();
  }
  return { starts: Float64Array.from(starts), masks: Uint8Array.from(masks) };
}

function* linesIn(window: Buffer, terms: readonly string[], patterns: readonly RegExp[], schema: Schema | null): Generator<[start: number, mask: number]> {
  const text = window.toString('latin1');
  const found = new Map<number, number>();
  const hidden = text.includes('\\u00');
  const all = allTerms(terms);
  const mark = (at: number, bits: number): number => {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    found.set(start, (found.get(start) ?? 0) | bits);
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
  patterns.forEach((pattern, i) => each(pattern, text, (at) => mark(at, 1 << i)));
  if (hidden) each(new RegExp(ESCAPED, 'gi'), text, (at) => mark(at, all));
  for (const [start, mask] of found) {
    if (schema === null) yield [start, mask];
    else if (mask === all) {
      const end = text.indexOf('\n', start);
      if (holds(window.toString('utf8', start, end < 0 ? text.length : end), terms, schema)) yield [start, all];
    }
  }
}

/** Calls with each place of a match; the answer says from where to go on, as one match a line is enough. */
function each(pattern: RegExp, text: string, take: (at: number) => number): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) pattern.lastIndex = take(match.index);
}

function holds(line: string, terms: readonly string[], schema: Schema): boolean {
  try {
    // A byte order mark belongs to nobody.
    return termsIn(schema.record([parseObject(line.replace(/^\ufeff/, ''))], []), terms) === allTerms(terms);
  } catch {
    // A row that cannot be read is part of no record.
    return false;
  }
}
