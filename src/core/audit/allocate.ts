/** What an allocation must know of a stratum: its size, and the share of wrong labels expected in it (null where unknown). */
export interface Allocated {
  readonly size: number;
  readonly expected: number | null;
}

/** Shares that are expected of unscored records, and the least and most that any stratum is planned with: a model's word that nothing is wrong must not leave a stratum unlooked at. */
const UNKNOWN = 0.1;
const LEAST = 0.03;
const MOST = 0.5;
/** Answers that each stratum gets at least, as far as it has records. */
const FLOOR = 3;

/**
 * Answers for each stratum: Neyman's allocation, in proportion to size times the standard deviation of wrong that is expected
 * (it gives the estimate with the smallest variance for a given number of answers: Neyman 1934), at least three and at most
 * all records of each. Their sum is `total`, or what the file has where that is less.
 */
export function allocate(strata: readonly Allocated[], total: number): readonly number[] {
  const weights = strata.map(({ size, expected }) => {
    const share = Math.min(MOST, Math.max(LEAST, expected ?? UNKNOWN));
    return size * Math.sqrt(share * (1 - share));
  });
  const counts = strata.map(({ size }) => Math.min(FLOOR, size));
  // A sample smaller than the floors: the heaviest strata keep theirs.
  let left = total - counts.reduce((sum, count) => sum + count, 0);
  while (left < 0) {
    const at = best(counts, (i) => (counts[i]! > 0 ? counts[i]! / weights[i]! : -1));
    counts[at]!--;
    left++;
  }
  // One after the other to where the next answer takes most from the variance: never past a stratum's size.
  for (; left > 0; left--) {
    const at = best(counts, (i) => (counts[i]! < strata[i]!.size ? weights[i]! / Math.sqrt(counts[i]! * (counts[i]! + 1) || 1e-9) : -1));
    if (counts[at]! >= strata[at]!.size) break;
    counts[at]!++;
  }
  return counts;
}

function best(counts: readonly number[], worth: (i: number) => number): number {
  let at = 0;
  for (let i = 1; i < counts.length; i++) if (worth(i) > worth(at)) at = i;
  return at;
}
