import type { Span } from '../../../core/bytes/newlines.js';
import { parseObject } from '../../../core/formats/json/value.js';
import type { Row, Schema } from '../../../core/schemas/schema.js';
import { FileSource } from '../files/source.js';

const LOOK_BYTES = 64 * 1024;
/** So far behind a cut a new group is looked for. */
const MOST_LOOK_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;
/** Bytes of blank lines. */
const BLANK: ReadonlySet<number> = new Set([NEWLINE, 9, 13, 32]);

/** By which rows a file of a schema may be cut; null where every row is a record. A row that is part of none has no key. */
export function cutKey({ grouping, check }: Schema): ((row: Row) => string) | null {
  if (grouping.kind === 'row') return null;
  if (grouping.kind === 'tree') throw new RangeError('Messages of a tree may be anywhere.');
  return (row) => {
    check(row);
    return grouping.key(row);
  };
}

/** Cuts a file into spans of about `bytes` (the first of `first`), each ending after a newline; with `key` only between two rows whose keys differ, so that no rows of one record are parted. */
export async function spansOf(path: string, bytes: number, key: ((row: Row) => string) | null, first = bytes): Promise<Span[]> {
  const source = await FileSource.open(path);
  const spans: Span[] = [];
  try {
    for (let from = 0, look = first; from < source.size; ) {
      const wanted = from + look;
      const to = wanted >= source.size ? source.size : await cutAfter(source, wanted, key);
      if (to === null) {
        look += bytes;
        continue;
      }
      spans.push({ from, to });
      from = to;
      look = bytes;
    }
  } finally {
    await source.close();
  }
  return spans;
}

/** Where a cut may be made at or after a place; null where none is found nearby. */
async function cutAfter(source: FileSource, from: number, key: ((row: Row) => string) | null): Promise<number | null> {
  let at = await afterNewline(source, from);
  if (!key) return at;
  let before: string | null = null;
  for (const most = at + MOST_LOOK_BYTES; at < source.size && at < most; ) {
    const end = await afterNewline(source, at + 1);
    const now = keyOf((await source.read(at, end - at)).toString(), key);
    if (now !== null && before !== null && now !== before) return at;
    before = now;
    at = end;
  }
  return null;
}

function keyOf(line: string, key: (row: Row) => string): string | null {
  try {
    return key(parseObject(line));
  } catch {
    return null;
  }
}

/** The place behind the next line's end, and behind the blank lines after it, which belong to it. */
async function afterNewline(source: FileSource, from: number): Promise<number> {
  for (let at = from - 1; at < source.size; at += LOOK_BYTES) {
    const found = (await source.read(at, LOOK_BYTES)).indexOf(NEWLINE);
    if (found !== -1) return afterBlank(source, at + found + 1);
  }
  return source.size;
}

async function afterBlank(source: FileSource, from: number): Promise<number> {
  let end = from;
  for (let at = from; at < source.size; at += LOOK_BYTES) {
    const bytes = await source.read(at, LOOK_BYTES);
    const filled = bytes.findIndex((byte) => !BLANK.has(byte));
    const newline = bytes.subarray(0, filled < 0 ? bytes.length : filled).lastIndexOf(NEWLINE);
    if (newline >= 0) end = at + newline + 1;
    if (filled >= 0) return end;
  }
  return source.size;
}
