import { binCount, nearestBin, type Bins } from './bins.js';

/** How often each label meets each prediction: `counts[label][prediction]`. */
export interface Confusion {
  readonly counts: readonly (readonly number[])[];
  readonly n: number;
  /** Share on the diagonal; null without any pair, or where rows and columns are not the same things. */
  readonly agreement: number | null;
  /** Mean absolute difference of label and prediction, on the scale; null without any pair, or without numbers. */
  readonly error: number | null;
}

/** Labels against predictions in the same bins, of pairs that have both; predictions beyond the scale count at its ends. Null where no pair has both. */
export function confusionOf(bins: Bins, pairs: Iterable<readonly [label: number, prediction: number]>): Confusion | null {
  const size = binCount(bins);
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let n = 0;
  let same = 0;
  let apart = 0;
  for (const [label, prediction] of pairs) {
    const row = nearestBin(bins, label);
    const column = nearestBin(bins, prediction);
    if (row < 0 || column < 0) continue;
    counts[row]![column]!++;
    n++;
    if (row === column) same++;
    apart += Math.abs(label - prediction);
  }
  return n === 0 ? null : { counts, n, agreement: same / n, error: apart / n };
}
