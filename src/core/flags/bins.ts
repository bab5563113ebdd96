import { ascending } from '../evaluate/ascending.js';
import type { FileNumbers } from './flag.js';

/** Upper ends of |mean| of all bins but the last, and each bin's limit of sd. */
export interface SdLimits {
  readonly ends: readonly number[];
  readonly limits: readonly number[];
}

/** Below this many records a bin's top tenth is less than one record. */
const LEAST = 10;

/**
 * Limits of sd by |mean|: records sorted by |mean| (ties in file order) are cut into bins of equal count, and a bin's limit
 * is its (1 - share) quantile of sd, linear between neighbours. Fewer bins where one would hold fewer than ten; none below ten records.
 */
export function sdLimits({ mean, sd }: FileNumbers, bins: number, share: number): SdLimits {
  const sizes = new Float64Array(mean.length);
  let judged = 0;
  for (let i = 0; i < sizes.length; i++) {
    // Those without either come last.
    const size = Number.isNaN(sd[i]!) ? NaN : Math.abs(mean[i]!);
    sizes[i] = size;
    if (!Number.isNaN(size)) judged++;
  }
  const sorted = ascending(sizes).subarray(0, judged);
  const count = Math.min(bins, Math.floor(sorted.length / LEAST));
  const ends: number[] = [];
  const limits: number[] = [];
  for (let bin = 0; bin < count; bin++) {
    const members = sorted.subarray(Math.floor((bin * sorted.length) / count), Math.floor(((bin + 1) * sorted.length) / count));
    if (bin < count - 1) ends.push(sizes[members[members.length - 1]!]!);
    const own = new Float64Array(members.length);
    for (let i = 0; i < own.length; i++) own[i] = sd[members[i]!]!;
    limits.push(quantile(own.sort(), 1 - share));
  }
  return { ends, limits };
}

/** The limit of sd for one |mean|; null where the file was too small for any. */
export function sdLimit({ ends, limits }: SdLimits, size: number): number | null {
  const bin = ends.findIndex((end) => size <= end);
  return limits[bin < 0 ? limits.length - 1 : bin] ?? null;
}

function quantile(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low + (high - low) * (place - Math.floor(place));
}
