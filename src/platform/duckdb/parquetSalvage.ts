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

/** Finds the rows that cannot be read by halving; where that takes too long, the rows before the last broken ones are all there is. */
export async function salvage(fetch: (from: number, to: number) => Promise<readonly string[]>, from: number, to: number, tries: Patience): Promise<{ rows: ReadRow[]; whole: boolean }> {
  const rows: ReadRow[] = [];
  const whole = await collect(fetch, from, to, tries, rows);
  if (!whole) while (rows.at(-1)?.text === null) rows.pop();
  return { rows, whole };
}

async function collect(fetch: (from: number, to: number) => Promise<readonly string[]>, from: number, to: number, tries: Patience, rows: ReadRow[]): Promise<boolean> {
  try {
    for (const text of await fetch(from, to)) rows.push({ text, problem: null });
    return true;
  } catch (error) {
    if (tries.left-- <= 0 || Date.now() > tries.until) return false;
    if (to - from === 1) {
      rows.push({ text: null, problem: (error as Error).message });
      return true;
    }
  }
  const middle = (from + to) >> 1;
  return (await collect(fetch, from, middle, tries, rows)) && collect(fetch, middle, to, tries, rows);
}
