import { Moments } from './moments.js';

/** A run of neighbouring records, and the mean of a number over those of them that have it. */
export interface Slice {
  /** First record, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly mean: number | null;
  /** Standard error of the mean. */
  readonly error: number | null;
}

/** Slices of a file, and the fewest records of one: fewer say little, and a small file has fewer slices. */
export const SLICES = 50;
const FEWEST = 10;

/** Ends of at most `slices` runs of `count` records, as even as can be; the first is 0, the last `count`. */
export function sliceEnds(count: number, slices = SLICES): readonly number[] {
  const runs = Math.max(1, Math.min(slices, Math.floor(count / FEWEST)));
  return Array.from({ length: runs + 1 }, (_, i) => Math.floor((count * i) / runs));
}

/** Means of numbers along the file, slice by slice; `values(index)` gives those of one record, NaN is left out. Null where no record has one. */
export function drift(count: number, values: (index: number) => readonly number[], slices = SLICES): readonly Slice[] | null {
  const ends = sliceEnds(count, slices);
  let any = false;
  const found = ends.slice(1).map((to, i): Slice => {
    const from = ends[i]!;
    const moments = new Moments();
    for (let index = from; index < to; index++) for (const value of values(index)) moments.add(value);
    any ||= moments.n > 0;
    return { from, to, n: moments.n, mean: moments.mean, error: moments.error };
  });
  return any ? found : null;
}
