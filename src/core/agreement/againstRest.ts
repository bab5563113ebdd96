import { kappaOf, quadraticKappaOf } from './cohen.js';
import { itemCount, NOBODY, type Figure, type RatedItems } from './ratedItems.js';

/** One annotator's marks against the others' of the same items, over every pair of an own mark and another's. */
export interface AgainstRest {
  readonly rater: number;
  readonly ratings: number;
  /** Items that somebody else marked too. */
  readonly items: number;
  readonly pairs: number;
  /** Share of pairs that are equal. */
  readonly exact: Figure;
  readonly kappa: Figure;
  readonly kappaQuadratic: Figure;
  /** Mean own mark minus the other's. */
  readonly bias: Figure;
}

interface Sums {
  ratings: number;
  items: number;
  pairs: number;
  agreeing: number;
  squares: number;
  difference: number;
  readonly own: Float64Array;
  readonly others: Float64Array;
}

/** Annotators times categories that are counted; more of them are a file of measurements, not of marks. */
const MOST_NUMBERS = 8_000_000;

/** Every named annotator, most marks first; none where there are too many for the number of categories. Marks of the unnamed are others' marks. Two marks by the same annotator are no pair. */
export function againstRest(rated: RatedItems): readonly AgainstRest[] {
  const { categories, starts, places, raters } = rated;
  if (raters === null || new Set(raters).size * categories.length > MOST_NUMBERS) return [];
  const values = Float64Array.from(categories);
  const all = new Map<number, Sums>();
  for (let item = 0; item < itemCount(rated); item++) {
    const met = new Set<number>();
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const rater = raters[i]!;
      if (rater === NOBODY) continue;
      const sums = sumsOf(all, rater, categories.length);
      sums.ratings++;
      for (let j = starts[item]!; j < starts[item + 1]!; j++) {
        if (raters[j] !== rater) pair(sums, values, places[i]!, places[j]!);
        if (raters[j] !== rater && !met.has(rater)) {
          met.add(rater);
          sums.items++;
        }
      }
    }
  }
  return [...all].map(([rater, sums]) => found(rater, sums, values)).sort((a, b) => b.ratings - a.ratings || a.rater - b.rater);
}

function sumsOf(all: Map<number, Sums>, rater: number, classes: number): Sums {
  let sums = all.get(rater);
  if (sums === undefined) {
    sums = { ratings: 0, items: 0, pairs: 0, agreeing: 0, squares: 0, difference: 0, own: new Float64Array(classes), others: new Float64Array(classes) };
    all.set(rater, sums);
  }
  return sums;
}

function pair(sums: Sums, values: Float64Array, own: number, other: number): void {
  const difference = values[own]! - values[other]!;
  sums.pairs++;
  if (own === other) sums.agreeing++;
  sums.squares += difference * difference;
  sums.difference += difference;
  sums.own[own]!++;
  sums.others[other]!++;
}

function found(rater: number, { ratings, items, pairs, agreeing, squares, difference, own, others }: Sums, values: Float64Array): AgainstRest {
  return {
    rater,
    ratings,
    items,
    pairs,
    exact: pairs === 0 ? 'noPairs' : agreeing / pairs,
    kappa: kappaOf(pairs, agreeing, own, others),
    kappaQuadratic: quadraticKappaOf(pairs, squares, own, others, values),
    bias: pairs === 0 ? 'noPairs' : difference / pairs,
  };
}

/** The items of two annotators alone, so that `againstRest` compares them with each other: Cohen's own kappa. */
export function ofTwo(rated: RatedItems, first: number, second: number): RatedItems {
  const { categories, starts, places, raters } = rated;
  const kept: number[] = [];
  const borders = [0];
  for (let item = 0; item < itemCount(rated); item++) {
    for (let i = starts[item]!; i < starts[item + 1]!; i++) if (raters?.[i] === first || raters?.[i] === second) kept.push(i);
    if (kept.length > borders.at(-1)!) borders.push(kept.length);
  }
  return { categories, starts: Uint32Array.from(borders), places: Uint32Array.from(kept, (i) => places[i]!), raters: Uint32Array.from(kept, (i) => raters![i]!) };
}
