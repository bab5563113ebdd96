import type { ByteSource } from '../../ports.js';
import type { ArrayIndex } from './arrayIndex.js';

/** A longer separator is not taken as the file's style. */
const LONGEST_STYLE = 1024;

/** What stood before rows that are not in the file now, or are its first; such as equal the file's style are not kept. */
export class Separators {
  constructor(
    private readonly style: string,
    private readonly kept: ReadonlyMap<number, string> = new Map(),
  ) {}

  /** The separator to put before a row. */
  before(row: number): string {
    return this.kept.get(row) ?? this.style;
  }

  /** These separators with others kept as well. */
  with(taken: ReadonlyMap<number, string>): Separators {
    const kept = new Map(this.kept);
    for (const [row, separator] of taken) {
      if (separator === this.style) kept.delete(row);
      else kept.set(row, separator);
    }
    return new Separators(this.style, kept);
  }
}

/** How this file separates its elements: as its first two are, or a comma and what stands between the bracket and its only one. */
export async function styleOf(source: ByteSource, index: ArrayIndex, bracket: number): Promise<string> {
  const first = index.first();
  const second = index.first(first + 1);
  if (second < index.rows) {
    const gap = await read(source, index.end(first), index.start(second));
    if (gap !== null) return gap;
  }
  const opening = await read(source, bracket + 1, index.front);
  return opening === null || opening === '' ? ', ' : `,${opening}`;
}

async function read(source: ByteSource, from: number, to: number): Promise<string | null> {
  return to - from > LONGEST_STYLE ? null : new TextDecoder('utf-8').decode(await source.read(from, to - from));
}

/** Where the first element goes in a list that has none: what stands after its last newline belongs to the closing bracket. */
export function frontOf(gap: Uint8Array): number {
  const closing = gap.lastIndexOf(10);
  if (closing === -1) return 0;
  return closing > 0 && gap[closing - 1] === 13 ? closing - 1 : closing;
}
