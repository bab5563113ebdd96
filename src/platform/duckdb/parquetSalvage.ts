import type { ReadRow } from './parquetCache.js';

/** Rows among which the broken ones are looked for at once. */
export const SALVAGED_ROWS = 2048;

/** What finding broken rows may take: failed reads, and the time (as `Date.now()` gives it) at which it ends. */
export interface Patience {
  left: number;
  readonly until: number;
}

/** Patience with one file. */
export function patience(): Patience {
  return { left: 64, until: Date.now() + 3000 };
}

/** Finds the rows that cannot be read by halving; null where that takes too long. */
export async function salvage(fetch: (from: number, to: number) => Promise<readonly string[]>, from: number, to: number, tries: Patience): Promise<ReadRow[] | null> {
  try {
    return (await fetch(from, to)).map((text) => ({ text, problem: null }));
  } catch (error) {
    if (tries.left-- <= 0 || Date.now() > tries.until) return null;
    if (to - from === 1) return [{ text: null, problem: (error as Error).message }];
  }
  const middle = (from + to) >> 1;
  const first = await salvage(fetch, from, middle, tries);
  const second = first && (await salvage(fetch, middle, to, tries));
  return second && [...first, ...second];
}
