import { describe, expect, test } from 'vitest';
import { writeFeatures, type PairEvidence } from '../../../src/core/wrong/features.js';
import { learn, type Pairs } from '../../../src/core/wrong/learn.js';
import { contributions, FEATURES, logit, ownModel, wrongLogOdds, type WrongModel } from '../../../src/core/wrong/model.js';
import { outlierProbability } from '../../../src/core/wrong/outlier.js';
import { Random } from '../../support/random.js';

const WIDTH = FEATURES.length;
const NONE: PairEvidence = { mean: NaN, z: NaN, pSign: NaN, preferredLength: NaN, otherLength: NaN, judge: NaN, margin: NaN };
const START: WrongModel = { prior: 0.2, coefficients: { difference: -0.5 } };

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Pairs of which the better is known: it has a mean that speaks for it by `slope`, a length that does by `byLength`; a share of labels is wrong. */
function planted(count: number, { wrong, slope, byLength = 0 }: { wrong: number; slope: number; byLength?: number }, seed = 1) {
  const random = new Random(seed);
  const features = new Float64Array(count * WIDTH);
  const truth: boolean[] = [];
  for (let i = 0; i < count; i++) {
    const [mean, length] = [1.5 * normal(random), normal(random)];
    const betterIsFirst = random.next() < 1 / (1 + Math.exp(-slope * mean - byLength * length));
    const isWrong = random.next() < wrong;
    const labelIsFirst = betterIsFirst !== isWrong;
    const sign = labelIsFirst ? 1 : -1;
    writeFeatures({ ...NONE, mean: sign * mean, preferredLength: Math.exp(sign * length) - 1, otherLength: 0 }, features, i * WIDTH);
    truth.push(isWrong);
  }
  const pairs: Pairs = { count, features, base: new Float64Array(count).fill(NaN), decided: new Int8Array(count).fill(-1) };
  return { pairs, truth };
}

describe('adaptation to a file', () => {
  test.each([
    { wrong: 0.1, slope: 2 },
    { wrong: 0.25, slope: 2 },
    { wrong: 0.15, slope: 1, byLength: 1 },
  ])('finds the share of wrong labels and the strength of the evidence: %j', (world) => {
    const { pairs } = planted(20_000, world);
    const { prior, coefficients } = learn(pairs, START);
    expect(prior).toBeGreaterThan(world.wrong - 0.03);
    expect(prior).toBeLessThan(world.wrong + 0.03);
    expect(-coefficients.difference!).toBeGreaterThan(world.slope * 0.85);
    expect(-coefficients.difference!).toBeLessThan(world.slope * 1.15);
    expect(Math.abs(-coefficients.logLength! - (world.byLength ?? 0))).toBeLessThan(0.15);
  });

  test('what it says is true as often as it says', () => {
    const { pairs, truth } = planted(20_000, { wrong: 0.2, slope: 2 });
    const model = learn(pairs, START);
    const said = truth.map((_, i) => 1 / (1 + Math.exp(-wrongLogOdds(model, pairs.features.subarray(i * WIDTH, (i + 1) * WIDTH), NaN))));
    for (const [from, to] of [[0, 0.05], [0.05, 0.3], [0.3, 0.7], [0.7, 1]] as const) {
      const members = truth.map((_, i) => i).filter((i) => said[i]! >= from && said[i]! < to);
      const expected = members.reduce((sum, i) => sum + said[i]!, 0) / members.length;
      const found = members.filter((i) => truth[i]).length / members.length;
      expect(Math.abs(found - expected)).toBeLessThan(0.04);
    }
  });

  test('evidence that knows nothing comes to count next to nothing', () => {
    const { pairs } = planted(5000, { wrong: 0.2, slope: 0 });
    expect(Math.abs(learn(pairs, START).coefficients.difference ?? 0)).toBeLessThan(0.1);
  });

  test('models that contradict the labels on the whole are not turned round', () => {
    const { pairs } = planted(5000, { wrong: 0.1, slope: -2 });
    expect(learn(pairs, START).coefficients.difference ?? 0).toBeCloseTo(0, 6);
  });

  test('few pairs leave it near its start', () => {
    const { pairs } = planted(5, { wrong: 0.2, slope: 2 });
    const { prior, coefficients } = learn(pairs, START);
    expect(prior).toBeCloseTo(0.2, 1);
    expect(coefficients.difference).toBeCloseTo(-0.5, 0);
  });

  test('decisions tell what labels alone cannot: here that short responses are no sign of a wrong label', () => {
    // Every label prefers the longer response; the curator finds those right and wrong alike.
    const { pairs, truth } = planted(1000, { wrong: 0.3, slope: 1, byLength: 1 });
    const decided = Int8Array.from(truth, (wrong, i) => (i < 300 ? Number(wrong) : -1));
    const features = Float64Array.from(pairs.features);
    // After a correction the label stands the other way round.
    for (let i = 0; i < 300; i++) if (truth[i]) for (let k = 0; k < WIDTH; k++) features[i * WIDTH + k]! *= -1;
    const without = learn(pairs, START);
    const withThem = learn({ ...pairs, features, decided }, START);
    expect(Math.abs(withThem.prior - 0.3)).toBeLessThan(Math.abs(without.prior - 0.3) + 0.02);
    expect(withThem.coefficients.difference).toBeLessThan(-0.6);
    const none = learn({ ...pairs, decided: new Int8Array(1000).fill(-1).fill(0, 0, 300) }, START);
    expect(none.prior).toBeLessThan(withThem.prior - 0.05);
  });

  test('pairs whose annotators speak for themselves do not move the prior', () => {
    const { pairs } = planted(2000, { wrong: 0.4, slope: 1 });
    expect(learn({ ...pairs, base: new Float64Array(2000).fill(logit(0.4)) }, START).prior).toBeCloseTo(0.2, 2);
  });
});

describe('the model', () => {
  test('is the formula of reward.json', () => {
    const features = new Float64Array(WIDTH);
    writeFeatures({ ...NONE, mean: -1.5, z: -30, preferredLength: 99, otherLength: 9 }, features);
    const model: WrongModel = { prior: 0.2, coefficients: { difference: -0.5, z: -0.1, logLength: 0.3 } };
    expect(wrongLogOdds(model, features, NaN)).toBeCloseTo(Math.log(0.25) + 0.75 + 1 + 0.3 * Math.log(10), 12);
    expect(wrongLogOdds(model, features, 2)).toBeCloseTo(2 + 0.75 + 1 + 0.3 * Math.log(10), 12);
    expect(contributions(model, features).map(({ feature, weight }) => [feature, Math.round(weight * 1000) / 1000])).toEqual([['difference', 0.75], ['z', 1], ['logLength', 0.691]]);
  });

  test('a flip turns every feature round', () => {
    const of: PairEvidence = { mean: 1, z: 2, pSign: 0.03, preferredLength: 10, otherLength: 200, judge: -1, margin: 2 };
    const [one, other] = [new Float64Array(WIDTH), new Float64Array(WIDTH)];
    writeFeatures(of, one);
    writeFeatures({ mean: -1, z: -2, pSign: 0.97, preferredLength: 200, otherLength: 10, judge: 1, margin: -2 }, other);
    other.forEach((value, k) => expect(value).toBeCloseTo(-one[k]!, 12));
    expect(one.every((value) => value !== 0)).toBe(true);
  });

  test('voters that agree to the last digit are limited, not infinite', () => {
    const features = new Float64Array(WIDTH);
    writeFeatures({ ...NONE, mean: 1, z: Infinity, pSign: 0 }, features);
    expect([...features]).toEqual([1, 10, 8, 0, 0, 0]);
  });

  test('without numbers of its own it is its calibration', () => {
    expect(ownModel({ slope: 0.9, intercept: 0 })).toEqual({ prior: 0.2, coefficients: { difference: -0.9 } });
  });
});

test('a rating far from its prediction is an outlier; one near it is not', () => {
  const of = (sds: number) => [{ attribute: 'a', response: 0, label: 4, predicted: 4 - sds * 0.5, sd: 0.5, sds, steps: sds * 0.5 }];
  // Uniform over four steps against a normal density: worked out by hand at 0 and at 4 sds.
  const density = (sds: number) => Math.exp(-(sds ** 2) / 2) / (0.5 * Math.sqrt(2 * Math.PI));
  expect(outlierProbability(of(4), 0.2)).toBeCloseTo(0.05 / (0.05 + 0.8 * density(4)), 12);
  expect(outlierProbability(of(0), 0.2)).toBeCloseTo(0.05 / (0.05 + 0.8 * density(0)), 12);
  expect(outlierProbability([], 0.2)).toBeNaN();
});
