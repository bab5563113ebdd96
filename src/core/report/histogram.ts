import { binCount, binOf, labelBins, roundBins, type Bins } from './bins.js';
import { Moments } from './moments.js';

/** How often values fall into each bin. */
export interface Histogram {
  readonly bins: Bins;
  readonly counts: readonly number[];
  readonly n: number;
  readonly mean: number | null;
  /** Population sd. */
  readonly sd: number | null;
}

/** A histogram of labels; NaN is left out. Null where nothing is left, or a value is infinite. */
export function labelHistogram(values: Iterable<number>): Histogram | null {
  const kept: number[] = [];
  let min = Infinity;
  let max = -Infinity;
  let whole = true;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    kept.push(value);
    if (value < min) min = value;
    if (value > max) max = value;
    whole &&= Number.isInteger(value);
  }
  const bins = kept.length === 0 ? null : labelBins(min, max, whole);
  return bins === null ? null : filled(bins, kept);
}

/** A histogram of measured values in at most `count` equal bins with round ends; what is not finite is left out. Null where nothing is left. */
export function histogram(values: Iterable<number>, count: number): Histogram | null {
  const kept: number[] = [];
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    kept.push(value);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return kept.length === 0 ? null : filled(roundBins(min, max, count), kept);
}

function filled(bins: Bins, values: readonly number[]): Histogram {
  const counts = new Array<number>(binCount(bins)).fill(0);
  const moments = new Moments();
  for (const value of values) {
    moments.add(value);
    const bin = binOf(bins, value);
    if (bin >= 0) counts[bin]!++;
  }
  return { bins, counts, n: moments.n, mean: moments.mean, sd: moments.sd };
}
