/** Neighbouring intervals of a scale: bin i is [edges[i], edges[i + 1]), the last one with its upper end. */
export interface Bins {
  readonly edges: readonly number[];
  /** True where every bin is one whole step of a rating scale, named by that step. */
  readonly steps: boolean;
}

/** A scale with more whole steps than these is cut into equal intervals. */
const MOST_STEPS = 12;
/** That many of them. */
const EQUAL_BINS = 20;

/** Bins for labels between `min` and `max`: a bin a step where the scale has few whole ones, else equal intervals. Null where there is no finite range. */
export function labelBins(min: number, max: number, whole: boolean): Bins | null {
  if (!Number.isFinite(min) || !Number.isFinite(max) || max < min) return null;
  const first = Math.floor(min);
  const last = Math.ceil(max);
  if (last - first <= MOST_STEPS && (whole || last - first >= 2)) {
    return { edges: Array.from({ length: last - first + 2 }, (_, i) => first - 0.5 + i), steps: true };
  }
  return roundBins(min, max, EQUAL_BINS);
}

/** `count` equal intervals from `min` to `max`; one of width 1 about a single value. */
export function equalBins(min: number, max: number, count: number): Bins {
  if (!(max > min)) return { edges: [min - 0.5, min + 0.5], steps: false };
  const edges = Array.from({ length: count + 1 }, (_, i) => (i === count ? max : min + ((max - min) / count) * i));
  // Numbers that lie too close together for their own digits have no room for so many bins.
  return { edges: edges.filter((edge, i) => i === 0 || edge > edges[i - 1]!), steps: false };
}

/** At most `count` equal intervals of a round width, with round ends, that hold everything from `min` to `max`. */
export function roundBins(min: number, max: number, count: number): Bins {
  const step = (max - min) / count;
  if (!(step > 0) || !Number.isFinite(step)) return equalBins(min, max, count);
  const width = roundUp(step);
  const first = Math.floor(min / width);
  const last = Math.max(first + 1, Math.ceil(max / width));
  const edges = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * width).toPrecision(12)));
  // Far from zero the digits of such ends run out.
  const round = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!) && edges[0]! <= min && edges.at(-1)! >= max;
  return round ? { edges, steps: false } : equalBins(min, max, count);
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that is not below a step. */
function roundUp(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return ([1, 2, 2.5, 5].map((unit) => unit * power).find((width) => width >= step * (1 - 1e-9)) ?? 10 * power);
}

/** Number of bins. */
export function binCount({ edges }: Bins): number {
  return edges.length - 1;
}

/** The bin of a value; -1 outside of all, and for NaN. */
export function binOf({ edges }: Bins, value: number): number {
  const last = edges.length - 1;
  if (!(value >= edges[0]!) || value > edges[last]!) return -1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= edges[middle]!) low = middle;
    else high = middle;
  }
  return low;
}

/** The bin of a value, values outside counted in the nearest; -1 for NaN. */
export function nearestBin(bins: Bins, value: number): number {
  if (Number.isNaN(value)) return -1;
  return binOf(bins, Math.min(bins.edges[bins.edges.length - 1]!, Math.max(bins.edges[0]!, value)));
}

/** Middle of bin i. */
export function binMiddle({ edges }: Bins, i: number): number {
  return (edges[i]! + edges[i + 1]!) / 2;
}
