/** How a mean difference of models reads as a strength of preference: isotonic regression through the labels themselves. */

/** A pair of places on the two scales; both are of the same direction, and odd: the map of -x is the map of x with its sign changed. */
export interface StrengthMap {
  /** The strength that labels have on average at a difference. */
  at(difference: number): number;
}

/** One record: the models' mean difference, preferred minus other, and how strong its label is (over 0). */
export interface LabelledDifference {
  readonly difference: number;
  readonly strength: number;
}

/** Of fewer records nothing can be read off. */
export const FEWEST = 50;
/** A map that never reaches half a step says that labels and models have nothing to do with each other. */
const LEAST = 0.5;

/**
 * Fits the map to a file's records; null for fewer than `FEWEST`, and where no difference reads as half a step. Each record counts in both directions, for which response
 * is called the first says nothing: where models and labels agree by half, every difference reads as nearly 0.
 */
export function strengthMap(records: readonly LabelledDifference[]): StrengthMap | null {
  if (records.length < FEWEST) return null;
  const points = records.flatMap(({ difference, strength }) => [{ x: difference, y: strength }, { x: -difference, y: -strength }]).sort((a, b) => a.x - b.x);
  const pools = pooled(points);
  const known = pools.map(({ from, to, sum, count }) => ({ from, to, y: sum / count }));
  if ((known.at(-1)?.y ?? 0) < LEAST) return null;
  return { at: (difference) => (difference < 0 ? -read(known, -difference) : read(known, difference)) };
}

interface Pool {
  from: number;
  to: number;
  sum: number;
  count: number;
}

/** Pool adjacent violators; equal places are one from the start. */
function pooled(points: readonly { readonly x: number; readonly y: number }[]): readonly Pool[] {
  const out: Pool[] = [];
  const last = (): Pool | undefined => out.at(-1);
  for (const { x, y } of points) {
    const before = last();
    if (before && before.to === x) {
      before.sum += y;
      before.count++;
    } else {
      out.push({ from: x, to: x, sum: y, count: 1 });
    }
    while (out.length > 1) {
      const upper = out[out.length - 1] as Pool;
      const lower = out[out.length - 2] as Pool;
      if (lower.sum / lower.count < upper.sum / upper.count) break;
      out.pop();
      lower.to = upper.to;
      lower.sum += upper.sum;
      lower.count += upper.count;
    }
  }
  return out;
}

/** The step at a place; between two steps the line that joins them, beyond the last its own. */
function read(steps: readonly { readonly from: number; readonly to: number; readonly y: number }[], x: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.to ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const step = steps[low];
  const before = steps[low - 1];
  if (!step) return 0;
  if (x >= step.from || !before) return step.y;
  return before.y + ((x - before.to) / (step.from - before.to)) * (step.y - before.y);
}
