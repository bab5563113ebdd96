/** Draws as many items as there are, with replacement, and counts them by group: `counts[of[item]]`. A draw costs O(items). */
export function resample(of: Uint32Array, counts: Float64Array, random: () => number): void {
  counts.fill(0);
  const n = of.length;
  for (let i = 0; i < n; i++) counts[of[Math.floor(random() * n)]!]!++;
}

/** A share of draws that may be undefined; an interval of the rest alone would be too narrow where there are more. */
const MOST_UNDEFINED = 0.05;

/**
 * Ends of the percentile interval that holds `level` of the draws, between neighbours by linear interpolation; null where
 * more than 5% of them are undefined (NaN).
 */
export function percentileInterval(draws: Float64Array, level = 0.95): readonly [low: number, high: number] | null {
  const defined = draws.filter((value) => !Number.isNaN(value)).sort();
  if (defined.length === 0 || draws.length - defined.length > MOST_UNDEFINED * draws.length) return null;
  return [quantile(defined, (1 - level) / 2), quantile(defined, (1 + level) / 2)];
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (high - low) * (place - below);
}
