import { itemCount, NOBODY, type Figure, type RatedItems, type Undefined } from './ratedItems.js';

/** Marks of named annotators who all marked every item once: `values[item * raters + rater]`, less the middle of the scale. */
export interface Complete {
  readonly items: number;
  readonly raters: number;
  readonly values: Float64Array;
}

/** The complete table of marks, or why there is none. */
export function completeTable(rated: RatedItems): Complete | Undefined {
  const { categories, starts, places, raters } = rated;
  if (raters === null || raters.includes(NOBODY)) return 'noNames';
  const items = itemCount(rated);
  const columns = new Map<number, number>();
  for (let i = 0; i < (starts[1] ?? 0); i++) if (!columns.has(raters[i]!)) columns.set(raters[i]!, columns.size);
  const k = columns.size;
  if (k === 1) return 'oneRater';
  const middle = ((categories[0] ?? 0) + (categories.at(-1) ?? 0)) / 2;
  const values = new Float64Array(items * k).fill(NaN);
  for (let item = 0; item < items; item++) {
    if (starts[item + 1]! - starts[item]! !== k) return 'incomplete';
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const column = columns.get(raters[i]!);
      if (column === undefined || !Number.isNaN(values[item * k + column])) return 'incomplete';
      values[item * k + column] = categories[places[i]!]! - middle;
    }
  }
  return { items, raters: k, values };
}

/** ICC(2,1) and ICC(3,1): of a single mark, annotators drawn at random, and these annotators alone (their levels taken out). Items count by weight. */
export function twoWayIcc({ items, raters: k, values }: Complete, weights: Float64Array | null): { readonly icc2: Figure; readonly icc3: Figure } {
  let n = 0;
  let squares = 0;
  let rowSquares = 0;
  const columns = new Float64Array(k);
  for (let item = 0; item < items; item++) {
    const weight = weights === null ? 1 : weights[item]!;
    if (weight === 0) continue;
    let row = 0;
    for (let j = 0; j < k; j++) {
      const value = values[item * k + j]!;
      row += value;
      squares += weight * value * value;
      columns[j]! += weight * value;
    }
    n += weight;
    rowSquares += (weight * row * row) / k;
  }
  if (n < 2) return { icc2: 'oneItem', icc3: 'oneItem' };
  let total = 0;
  let columnSquares = 0;
  for (const column of columns) {
    total += column;
    columnSquares += (column * column) / n;
  }
  const mean = (total * total) / (n * k);
  // What cancellation leaves of equal marks is no variance.
  const real = (value: number): number => (value > 1e-12 * squares ? value : 0);
  const rows = real(rowSquares - mean) / (n - 1);
  const raters = real(columnSquares - mean) / (k - 1);
  const error = real(squares - rowSquares - columnSquares + mean) / ((n - 1) * (k - 1));
  const of = (variance: number): Figure => (variance > 0 ? (rows - error) / variance : 'noVariance');
  return { icc2: of(rows + (k - 1) * error + (k * (raters - error)) / n), icc3: of(rows + (k - 1) * error) };
}
