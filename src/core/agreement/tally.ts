import type { Patterns } from './patterns.js';

/** Sums over items (each counted as often as its weight says) that the agreement statistics are made of. */
export interface Tally {
  readonly patterns: Patterns;
  /** How often each group of items counts. */
  readonly weights: Float64Array;
  /** Items; of them those with two marks or more, to which all sums below but `shares` belong. */
  readonly items: number;
  readonly compared: number;
  readonly marks: number;
  /** Ordered pairs of marks of one item; the equal ones; their squared differences. */
  readonly pairs: number;
  readonly agreeing: number;
  readonly squares: number;
  /** The last two, each item's divided by its marks less one (Krippendorff) and by its pairs (Gwet, Fleiss). */
  readonly agreeingByMark: number;
  readonly squaresByMark: number;
  readonly agreeingByItem: number;
  readonly squaresByItem: number;
  /** Each category's marks. */
  readonly counts: Float64Array;
  /** Each category's marks, times their item's other marks: the marginal of the pairs. */
  readonly paired: Float64Array;
  /** Each category's share of an item's marks, summed over all items, those with one mark among them. */
  readonly shares: Float64Array;
  /** Of each item its sum of marks less the middle of the scale, over its square by marks, and of its squared number of marks. */
  readonly sums: number;
  readonly sumSquares: number;
  readonly marksSquared: number;
}

/** Adds up the groups of items by weight. */
export function tally(patterns: Patterns, weights: Float64Array): Tally {
  const { size, starts, category, times } = patterns;
  const all = { items: 0, compared: 0, marks: 0, pairs: 0, agreeing: 0, squares: 0, agreeingByMark: 0, squaresByMark: 0, agreeingByItem: 0, squaresByItem: 0, sums: 0, sumSquares: 0, marksSquared: 0 };
  const classes = patterns.categories.length;
  const [counts, paired, shares] = [new Float64Array(classes), new Float64Array(classes), new Float64Array(classes)];
  for (let group = 0; group < size; group++) {
    const weight = weights[group]!;
    if (weight === 0) continue;
    const m = patterns.marks[group]!;
    const several = m > 1;
    all.items += weight;
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const [place, n] = [category[i]!, weight * times[i]!];
      shares[place]! += n / m;
      if (!several) continue;
      counts[place]! += n;
      paired[place]! += n * (m - 1);
    }
    if (several) add(all, patterns, group, weight, m);
  }
  return { patterns, weights, ...all, counts, paired, shares };
}

type Sums = { -readonly [K in keyof Tally as Tally[K] extends number ? K : never]: number };

function add(all: Sums, patterns: Patterns, group: number, weight: number, m: number): void {
  const pairs = m * (m - 1);
  const agreeing = weight * patterns.agreeing[group]!;
  const squares = weight * patterns.squares[group]!;
  const sum = patterns.sum[group]!;
  all.compared += weight;
  all.marks += weight * m;
  all.pairs += weight * pairs;
  all.agreeing += agreeing;
  all.squares += squares;
  all.agreeingByMark += agreeing / (m - 1);
  all.squaresByMark += squares / (m - 1);
  all.agreeingByItem += agreeing / pairs;
  all.squaresByItem += squares / pairs;
  all.sums += weight * sum;
  all.sumSquares += (weight * sum * sum) / m;
  all.marksSquared += weight * m * m;
}
