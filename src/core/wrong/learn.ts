import { factored, solve } from '../fit/cholesky.js';
import { FEATURES, logit, type Feature, type WrongModel } from './model.js';

/** Pairs whose evidence is known, as their labels stand now. */
export interface Pairs {
  readonly count: number;
  /** Features of all pairs, one after the other, in the order of `FEATURES`. */
  readonly features: Float64Array;
  /** Log odds that a label is wrong by what its annotators say; NaN where the prior says it. */
  readonly base: Float64Array;
  /** What a curator decided: -1 nothing, 0 the label was right, 1 it was wrong and is corrected now. */
  readonly decided: Int8Array;
}

/** How far a coefficient may move from where it starts: by so much log odds, a typical size of its feature. */
const REACH = 0.7;
/** The prior's log odds have this sd around where they start. */
const PRIOR_SD = 0.5;
const MOST_PRIOR = 0.45;
/** A feature that is smaller all over the file is no weightier for it: lengths that differ by a few characters stay a small matter. */
const LEAST_SIZES: Readonly<Record<Feature, number>> = { difference: 0.5, z: 2, sign: 1, logLength: 0.7, judge: 1, margin: 1 };
const STEPS = 100;
const TOLERANCE = 1e-4;
/** Evidence of models and judges that speaks against the labels on the whole counts nothing, rather than the other way round. */
const NEVER_REVERSED = new Set(['difference', 'z', 'sign', 'judge', 'margin']);

/**
 * Adapts a model to a file: the labels themselves are noisy witnesses of which response is better (right but for a share
 * `prior`), the evidence is another, and the curator's decisions settle some pairs (label-noise robust logistic regression:
 * Lawrence and Schölkopf 2001, Bootkrajang and Kabán 2012). By expectation-maximisation, drawn to `start`; no truth is needed.
 */
export function learn({ count, features, base, decided }: Pairs, start: WrongModel): WrongModel {
  const width = FEATURES.length;
  const sizes = typicalSizes(features, count, width);
  // In units of typical size, and towards right: the penalty is then the same for all.
  const from = Float64Array.from(FEATURES, (feature, k) => -(start.coefficients[feature] ?? 0) * sizes[k]!);
  const x = inUnits(features, count, sizes);
  let weights = Float64Array.from(from);
  let prior = start.prior;
  const right = new Float64Array(count);
  const margins = new Float64Array(count);
  for (let step = 0; step < STEPS; step++) {
    project(x, weights, margins);
    let [wrongs, of] = [0, 0];
    for (let i = 0; i < count; i++) {
      const own = base[i]!;
      const known = decided[i]!;
      const wrong = known >= 0 ? known : 1 / (1 + Math.exp(margins[i]! - (Number.isNaN(own) ? logit(prior) : own)));
      // The label of a pair that was decided is the curator's: it is right.
      right[i] = known >= 0 ? 1 : 1 - wrong;
      if (!Number.isNaN(own)) continue;
      wrongs += wrong;
      of++;
    }
    const next = newton(x, right, margins, weights, from);
    const change = next.reduce((sum, weight, k) => sum + Math.abs(weight - weights[k]!), 0);
    weights = next;
    const before = prior;
    prior = posteriorPrior(wrongs, of, start.prior);
    if (change + Math.abs(prior - before) < TOLERANCE) break;
  }
  return { prior, coefficients: Object.fromEntries(FEATURES.flatMap((feature, k) => (weights[k] === 0 ? [] : [[feature, -weights[k]! / sizes[k]!]]))) };
}

/** Root mean squares of the features, no less than what matters of each. */
function typicalSizes(features: Float64Array, count: number, width: number): Float64Array {
  const squares = new Float64Array(width);
  for (let at = 0; at < count * width; at++) squares[at % width]! += features[at]! ** 2;
  return squares.map((sum, k) => Math.max(Math.sqrt(sum / Math.max(1, count)), LEAST_SIZES[FEATURES[k]!]));
}

/** Features in units of their typical sizes. */
function inUnits(features: Float64Array, count: number, sizes: Float64Array): Float64Array {
  const width = sizes.length;
  return Float64Array.from({ length: count * width }, (_, at) => features[at]! / sizes[at % width]!);
}

function project(x: Float64Array, weights: Float64Array, margins: Float64Array): void {
  const width = weights.length;
  for (let i = 0, at = 0; i < margins.length; i++, at += width) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += weights[k]! * x[at + k]!;
    margins[i] = sum;
  }
}

/** One Newton step of a logistic regression of `right` on the features, with a ridge towards `from`. */
function newton(x: Float64Array, right: Float64Array, margins: Float64Array, weights: Float64Array, from: Float64Array): Float64Array<ArrayBuffer> {
  const width = weights.length;
  const penalty = 1 / REACH ** 2;
  const gradient = Float64Array.from(weights, (weight, k) => penalty * (from[k]! - weight));
  const gram = new Float64Array(width * width);
  for (let i = 0, at = 0; i < margins.length; i++, at += width) {
    const p = 1 / (1 + Math.exp(-margins[i]!));
    const pull = right[i]! - p;
    const bend = p * (1 - p);
    for (let k = 0; k < width; k++) {
      const own = x[at + k]!;
      if (own === 0) continue;
      gradient[k]! += pull * own;
      const bent = bend * own;
      for (let j = 0; j <= k; j++) gram[k * width + j]! += bent * x[at + j]!;
    }
  }
  const step = solve(factored(gram, width, 1, penalty), gradient);
  return Float64Array.from(weights, (weight, k) => (NEVER_REVERSED.has(FEATURES[k]!) ? Math.max(0, weight + step[k]!) : weight + step[k]!));
}

/** The most probable share of wrong labels: `wrongs` of `of` were, and its log odds were normal around those of `start`. */
function posteriorPrior(wrongs: number, of: number, start: number): number {
  const expected = logit(start);
  // The derivative falls in the log odds, and is found zero by halving.
  let [low, high] = [logit(1e-4), logit(MOST_PRIOR)];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    const rises = wrongs - of / (1 + Math.exp(-middle)) - (middle - expected) / PRIOR_SD ** 2 > 0;
    if (rises) low = middle;
    else high = middle;
  }
  return 1 / (1 + Math.exp(-(low + high) / 2));
}
