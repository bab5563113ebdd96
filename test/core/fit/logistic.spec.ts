import { describe, expect, test } from 'vitest';
import { bootstrapMembers } from '../../../src/core/fit/bootstrap.js';
import { addGram } from '../../../src/core/fit/gram.js';
import { fitLogistic } from '../../../src/core/fit/logistic.js';
import { calibrationSlope } from '../../../src/core/fit/slope.js';
import { Random } from '../../support/random.js';
import { finish, neighbours, normalRows, product, solved } from './support.js';

const width = 4;
const random = new Random(11);
const truth = [1, -0.5, 0.25, 0];
const features = normalRows(600, width, random);
const difference = (pair: number, k: number) => features.values[2 * pair * width + k]! - features.values[(2 * pair + 1) * width + k]!;
const pairs = neighbours(300, 5, (pair) => random.next() < 1 / (1 + Math.exp(-(product(features, 2 * pair, truth) - product(features, 2 * pair + 1, truth)))));

/** Newton's method from its definition, in full precision and with the weight of each pair given. */
function newton(penalty: number, weightOf: (pair: number) => number, prior = truth.map(() => 0)): number[] {
  let w = truth.map(() => 0);
  for (let step = 0; step < 50; step++) {
    const gradient = w.map((value, k) => -penalty * (value - prior[k]!));
    const hessian = w.map((_, a) => w.map((_, b) => (a === b ? penalty : 0)));
    for (let pair = 0; pair < 300; pair++) {
      const sign = pairs.plus[pair] === 2 * pair ? 1 : -1;
      const x = w.map((_, k) => sign * difference(pair, k));
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, k) => sum + value * w[k]!, 0)));
      x.forEach((value, a) => {
        gradient[a]! += weightOf(pair) * (1 - p) * value;
        x.forEach((other, b) => void (hessian[a]![b]! += weightOf(pair) * p * (1 - p) * value * other));
      });
    }
    w = w.map((value, k) => value + solved(hessian, gradient)[k]!);
  }
  return w;
}

function fit(penalty: number, prior = new Float64Array(width)) {
  const training = Int32Array.from(pairs.plus.keys());
  const gram = new Float64Array(width * width);
  finish(addGram(gram, features, pairs, training, () => 1));
  return { training, head: finish(fitLogistic(features, pairs, training, gram, penalty, prior)) };
}

describe('Bradley-Terry with a ridge', () => {
  test.each([0.01, 5, 500])('has the weights that Newton\'s method finds, penalty %d', (penalty) => {
    const expected = newton(penalty, () => 1);
    const { head } = fit(penalty);
    expected.forEach((value, k) => expect(head.weights[k]).toBeCloseTo(value, 4));
  });

  test.each([0.01, 5, 500, 1e7])('is drawn to its prior, penalty %d', (penalty) => {
    const prior = [0, 2, 0, -1];
    const expected = newton(penalty, () => 1, prior);
    const { head } = fit(penalty, Float64Array.from(prior));
    expected.forEach((value, k) => expect(head.weights[k]).toBeCloseTo(value, 3));
    if (penalty === 1e7) prior.forEach((value, k) => expect(head.weights[k]).toBeCloseTo(value, 3));
  });

  test('pairs that a head tells apart without error stay finite', () => {
    const separable = neighbours(300, 5, (pair) => difference(pair, 0) > 0);
    const gram = new Float64Array(width * width);
    const training = Int32Array.from(separable.plus.keys());
    finish(addGram(gram, features, separable, training, () => 1));
    const { weights } = finish(fitLogistic(features, separable, training, gram, 1e-3, new Float64Array(width)));
    expect([...weights].every(Number.isFinite)).toBe(true);
    expect(weights[0]!).toBeGreaterThan(20 * Math.abs(weights[1]!));
  });

  test('bootstrap members spread as heads fitted anew to resamples do, around the head', () => {
    const { training, head } = fit(5);
    const draw = new Random(5);
    const members = finish(bootstrapMembers(features, pairs, training, head, 400, () => draw.next()));
    const redraw = new Random(6);
    const refits = Array.from({ length: 100 }, () => {
      const weights = new Float64Array(300);
      for (let i = 0; i < 300; i++) weights[redraw.below(300)]!++;
      return newton(5, (pair) => weights[pair]!);
    });
    const sd = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    for (let k = 0; k < width; k++) {
      expect(members.reduce((sum, weights) => sum + weights[k]!, 0) / 400).toBeCloseTo(head.weights[k]!, 10);
      const ratio = sd(members.map((weights) => weights[k]!)) / sd(refits.map((weights) => weights[k]!));
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.3);
    }
  });
});

describe('calibration of margins', () => {
  test('finds the slope that made the labels', () => {
    const draw = new Random(3);
    const margins = Array.from({ length: 20_000 }, () => {
      const margin = 4 * draw.next() - 2;
      return draw.next() < 1 / (1 + Math.exp(-1.5 * margin)) ? margin : -margin;
    });
    expect(calibrationSlope(margins)).toBeCloseTo(1.5, 1);
    expect(calibrationSlope(margins.map((margin) => margin * 1000)) * 1000).toBeCloseTo(calibrationSlope(margins), 2);
  });

  test('margins that are all right, all wrong or all 0 give a finite positive slope', () => {
    // 100 right and ten more that are right by sigmoid(2) = .8808: a share of .98916, whose log-odds are 4.5137.
    expect(calibrationSlope(Array.from({ length: 100 }, () => 2))).toBeCloseTo(4.5137 / 2, 2);
    for (const margins of [[-1, -2, -3], [0, 0], [1e300, 1e300]]) {
      const slope = calibrationSlope(margins);
      expect(slope > 0 && Number.isFinite(slope)).toBe(true);
    }
  });
});
