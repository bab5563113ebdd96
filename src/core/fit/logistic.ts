import { dot, factored, solve, type Factor } from './cholesky.js';
import { exampleSum, Products, type Examples } from './examples.js';
import type { Features } from './features.js';
import { addGram } from './gram.js';

/** A fitted head. */
export interface LogisticHead {
  readonly weights: Float64Array;
  /** Second derivatives of the objective at the weights. */
  readonly curvature: Factor;
  /** 1 - P(example) by the head, for each example of the file. */
  readonly surprise: Float64Array;
}

/** Steps taken with one matrix of second derivatives, before it is worked out anew. */
const STEPS = 12;
const MATRICES = 8;
/** The search ends where a step promises less than this, an example. */
const TOLERANCE = 1e-9;

/**
 * Bradley-Terry by maximum likelihood with a ridge towards `prior`: minimises sum log(1 + exp(-w x)) + penalty / 2
 * |w - prior|^2 over `training`; `gram` is the sum of their x x'. An example and its mirror image give the same term, and there is no intercept: which
 * of a pair stands first teaches nothing.
 */
export function* fitLogistic(features: Features, examples: Examples, training: Int32Array, gram: Float64Array, penalty: number, prior: Float64Array): Generator<void, LogisticHead> {
  const { width } = features;
  let weights = prior;
  const products = new Products(features, examples);
  products.compute(prior);
  const margins = Float64Array.from({ length: examples.count }, (_, example) => products.of(example));
  // No term's second derivative is above 1/4: first steps never go too far.
  let curvature = factored(gram, width, 0.25, penalty);
  let loss = objective(margins, training, weights, prior, penalty);
  for (let matrix = 0; ; matrix++) {
    let converged = false;
    for (let step = 0; step < STEPS && !converged; step++) {
      const gradient = exampleSum(features, examples, training, (i) => sigmoid(-margins[i]!));
      for (let k = 0; k < width; k++) gradient[k]! -= penalty * (weights[k]! - prior[k]!);
      const direction = solve(curvature, gradient);
      converged = dot(gradient, direction) <= TOLERANCE * training.length;
      if (converged) break;
      products.compute(direction);
      yield;
      const before = { weights, margins: Float64Array.from(margins), loss };
      for (let length = 1; ; length /= 2) {
        weights = before.weights.map((weight, k) => weight + length * direction[k]!);
        for (let i = 0; i < margins.length; i++) margins[i] = before.margins[i]! + length * products.of(i);
        loss = objective(margins, training, weights, prior, penalty);
        if (loss <= before.loss || length < 1e-6) break;
      }
      converged = loss >= before.loss;
    }
    const bent = new Float64Array(width ** 2);
    yield* addGram(bent, features, examples, training, (i) => sigmoid(margins[i]!) * sigmoid(-margins[i]!));
    curvature = factored(bent, width, 1, penalty);
    if (converged || matrix === MATRICES) return { weights, curvature, surprise: margins.map((margin) => sigmoid(-margin)) };
  }
}

/** 1 / (1 + exp(-x)). */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** log(1 + exp(-x)), also where exp overflows. */
export function logLoss(x: number): number {
  return x > 0 ? Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)) - x;
}

function objective(margins: Float64Array, training: Int32Array, weights: Float64Array, prior: Float64Array, penalty: number): number {
  const moved = weights.map((weight, k) => weight - prior[k]!);
  let sum = (penalty / 2) * dot(moved, moved);
  for (const example of training) sum += logLoss(margins[example]!);
  return sum;
}
