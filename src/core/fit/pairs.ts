import { scaleOf } from '../agreement/scale.js';
import { bootstrapMembers } from './bootstrap.js';
import { choosePenalties } from './choosePenalty.js';
import { outside, Products, type Examples } from './examples.js';
import { project, type Features } from './features.js';
import { foldSums, without } from './foldSums.js';
import { fitLogistic } from './logistic.js';
import { randomStream } from './random.js';
import { calibrationSlope } from './slope.js';

/** Rewards of every row by heads that saw no label of the row's fold. */
export interface PairFit {
  /** `rewards[member][row]`, in log-odds: P(a better than b) = sigmoid(mean reward of a - that of b). */
  readonly rewards: readonly Float64Array[];
  /** Population sd of the mean differences of the pairs. */
  readonly scale: number;
  /** Share of the pairs of which the held-out heads prefer the labelled one. */
  readonly accuracy: number;
  /** The penalty an example that was chosen, by fold. */
  readonly penalties: readonly number[];
}

/** How pairs are fitted. */
export interface PairOptions {
  readonly folds: number;
  readonly members: number;
  readonly seed: number;
  /** The head that stands where the labels teach nothing: the penalty draws to it. */
  readonly prior: Float64Array;
}

/**
 * Fits Bradley-Terry heads to pairs (`plus` is the labelled better row), one ensemble for each fold's rows, trained on the
 * other folds. Margins become log-odds by a slope that is fitted on the held-out margins of the other folds.
 */
export function* crossFitPairs(
  features: Features,
  pairs: Examples,
  foldOfRow: Uint8Array,
  { folds, members, seed, prior }: PairOptions,
): Generator<void, PairFit> {
  const expected = new Products(features, pairs);
  expected.compute(prior);
  // Newton's first step from the prior, where a margin of m is about a probability of 1/2 + m/4, is least squares with these targets.
  const targets = Float64Array.from({ length: pairs.count }, (_, pair) => 2 - expected.of(pair));
  const sums = yield* foldSums(features, pairs, [targets], folds);
  const penalties = (yield* choosePenalties(sums, features.width)).map(([penalty]) => penalty!);
  const random = randomStream(seed);
  const rewards = Array.from({ length: members }, () => new Float64Array(features.rows));
  const margins = new Float64Array(pairs.count);
  const all = new Float64Array(features.rows);
  for (let fold = 0; fold < folds; fold++) {
    const training = outside(pairs, fold);
    // The logistic's curvature at 0 is a quarter of least squares': so is the penalty of the same strength.
    const penalty = (penalties[fold]! * training.length) / 4;
    const head = yield* fitLogistic(features, pairs, training, without(sums, fold).gram, penalty, prior);
    project(features, head.weights, all);
    for (let i = 0; i < pairs.count; i++) if (pairs.fold[i] === fold) margins[i] = all[pairs.plus[i]!]! - all[pairs.minus[i]!]!;
    const heads = yield* bootstrapMembers(features, pairs, training, head, members, random);
    for (const [member, weights] of heads.entries()) {
      project(features, weights, all);
      foldOfRow.forEach((of, row) => void (of === fold && (rewards[member]![row] = all[row]!)));
      yield;
    }
  }
  const slopes = penalties.map((_, fold) => calibrationSlope([...margins].filter((_, i) => pairs.fold[i] !== fold)));
  for (const list of rewards) list.forEach((reward, row) => void (list[row] = reward * slopes[foldOfRow[row]!]!));
  const right = margins.reduce((sum, margin) => sum + (margin > 0 ? 1 : margin === 0 ? 0.5 : 0), 0);
  const differences = [...margins].map((margin, i) => margin * slopes[pairs.fold[i]!]!);
  return { rewards, scale: scaleOf(differences), accuracy: right / pairs.count, penalties };
}
