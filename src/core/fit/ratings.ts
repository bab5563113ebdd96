import { choosePenalties } from './choosePenalty.js';
import { factored, solve } from './cholesky.js';
import type { Examples } from './examples.js';
import { project, type Features } from './features.js';
import { foldSums, without } from './foldSums.js';

/** Ratings of one attribute on its scale: `values[i]` is of example i. */
export interface RatedAttribute {
  readonly attribute: string;
  readonly min: number;
  readonly max: number;
  readonly values: Float64Array;
}

/** Predictions of one attribute for every row by heads that saw no label of the row's fold. */
export interface RatingFit {
  readonly attribute: string;
  readonly predicted: Float64Array;
  /** Root mean square error of held-out predictions, by fold: of those of the other folds. */
  readonly sd: readonly number[];
  /** Pearson correlation of held-out predictions and ratings; null where either does not vary. */
  readonly correlation: number | null;
  readonly penalties: readonly number[];
}

/** Fits ridge heads to attributes that are rated on the same rows (`examples`), one for each fold's rows, trained on the other folds. */
export function* crossFitRatings(features: Features, examples: Examples, attributes: readonly RatedAttribute[], foldOfRow: Uint8Array, folds: number): Generator<void, RatingFit[]> {
  // From the middle of the scale, so that the penalty draws there and not to 0.
  const targets = attributes.map(({ min, max, values }) => values.map((value) => value - (min + max) / 2));
  const sums = yield* foldSums(features, examples, targets, folds);
  const penalties = yield* choosePenalties(sums, features.width);
  const predicted = attributes.map(() => new Float64Array(features.rows));
  const all = new Float64Array(features.rows);
  for (let fold = 0; fold < folds; fold++) {
    const { gram, cross, count } = without(sums, fold);
    for (const [place, { min, max }] of attributes.entries()) {
      const head = solve(factored(gram, features.width, 1, penalties[fold]![place]! * count), cross[place]!);
      project(features, head, all);
      foldOfRow.forEach((of, row) => void (of === fold && (predicted[place]![row] = Math.min(max, Math.max(min, all[row]! + (min + max) / 2)))));
      yield;
    }
  }
  return attributes.map(({ attribute, values }, place) => {
    const own = Array.from(values, (_, i) => predicted[place]![examples.plus[i]!]!);
    return {
      attribute,
      predicted: predicted[place]!,
      sd: sums.map((_, fold) => rootMeanSquare(own, values, (i) => examples.fold[i] !== fold)),
      correlation: correlation(own, values),
      penalties: penalties.map((byTarget) => byTarget[place]!),
    };
  });
}

function rootMeanSquare(found: readonly number[], expected: Float64Array, counts: (i: number) => boolean): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < found.length; i++) {
    if (!counts(i)) continue;
    sum += (found[i]! - expected[i]!) ** 2;
    n++;
  }
  return Math.sqrt(sum / n);
}

function correlation(a: readonly number[], b: Float64Array): number | null {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  let both = 0;
  let ownA = 0;
  let ownB = 0;
  a.forEach((value, i) => {
    both += (value - meanA) * (b[i]! - meanB);
    ownA += (value - meanA) ** 2;
    ownB += (b[i]! - meanB) ** 2;
  });
  return ownA > 0 && ownB > 0 ? both / Math.sqrt(ownA * ownB) : null;
}
