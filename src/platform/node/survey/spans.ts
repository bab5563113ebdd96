import type { Span } from '../../../core/bytes/newlines.js';
import { FileSource } from '../files/source.js';

const LOOK_BYTES = 64 * 1024;
const NEWLINE = 10;

/** Cuts a file into spans of about `bytes`, each ending after a newline; one span is as long as its longest line. */
export async function spansOf(path: string, bytes: number): Promise<Span[]> {
  const source = await FileSource.open(path);
  const spans: Span[] = [];
  try {
    for (let from = 0; from < source.size; ) {
      const to = await afterNewline(source, Math.min(source.size, from + bytes));
      spans.push({ from, to });
      from = to;
    }
  } finally {
    await source.close();
  }
  return spans;
}

async function afterNewline(source: FileSource, from: number): Promise<number> {
  for (let at = from - 1; at < source.size; at += LOOK_BYTES) {
    const found = (await source.read(at, LOOK_BYTES)).indexOf(NEWLINE);
    if (found !== -1) return at + found + 1;
  }
  return source.size;
}
