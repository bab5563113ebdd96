import { describe, expect, it, test } from 'vitest';
import { ascending } from '../../../src/core/evaluate/ascending.js';
import { binomial, multinomial } from '../../../src/core/evaluate/binomial.js';
import { bradleyTerry } from '../../../src/core/evaluate/bradleyTerry.js';
import { partialCorrelation, pearson, spearman } from '../../../src/core/evaluate/correlation.js';
import { bestWeights, shared } from '../../../src/core/evaluate/expectedBest.js';
import { numbered, pairedDifference } from '../../../src/core/evaluate/pairedBootstrap.js';
import { ranks } from '../../../src/core/evaluate/ranks.js';
import { reliabilityOf } from '../../../src/core/evaluate/reliability.js';
import { rewardBench } from '../../../src/core/evaluate/rewardBench.js';
import { wilson } from '../../../src/core/evaluate/wilson.js';
import { randomStream } from '../../../src/core/fit/random.js';
import { expected, off } from './expected.js';

const floats = (list: readonly (number | null)[]) => Float64Array.from(list, (value) => value ?? NaN);

describe('Wilson', () => {
  it.each(expected.wilson)('$successes of $n equals statsmodels', ({ successes, n, interval }) => expect(off(wilson(successes, n)!, interval)).toEqual([]));
  it('is nothing of none', () => expect(wilson(0, 0)).toBeNull());
});

describe('reliability', () => {
  it.each(expected.reliability)('$name equals scikit-learn', ({ differences, slope, brier, logLoss, ece, adaptiveEce, fixed, adaptive }) => {
    const found = reliabilityOf(floats([...differences, null]), slope);
    expect(found.pairs).toBe(differences.length);
    expect(off([found.brier, found.logLoss, found.ece, found.adaptiveEce], [brier, logLoss, ece, adaptiveEce])).toEqual([]);
    for (const [bins, should] of [[found.fixed, fixed], [found.adaptive, adaptive]] as const) {
      expect(bins.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(differences.length);
      if (!should) continue;
      expect(off(bins.map(({ observed }) => observed), should.observed)).toEqual([]);
      expect(off(bins.map(({ predicted }) => predicted), should.predicted)).toEqual([]);
    }
  });

  it('of nothing is nothing, with the reason', () => {
    expect(reliabilityOf(floats([null]), 1)).toMatchObject({ pairs: 0, brier: null, logLoss: null, ece: null, adaptiveEce: null, fixed: [], adaptive: [], reason: expect.stringContaining('scored') });
  });

  it('stays finite where the model is sure and wrong', () => {
    expect(reliabilityOf(floats([-5000]), 1)).toMatchObject({ brier: 1, logLoss: 5000, ece: 1 });
  });
});

describe('correlation', () => {
  it.each(expected.correlations.map((one, i) => [i, one] as const))('equals scipy and pingouin (%i)', (_i, one) => {
    const [x, y, z] = [floats(one.x), floats(one.y), floats(one.length).map((length) => Math.log1p(length))];
    expect(off([...ranks(y)], one.ranks)).toEqual([]);
    expect(off([pearson(x, y), spearman(x, y)], [one.pearson, one.spearman])).toEqual([]);
    if (one.partial !== null) expect(off([partialCorrelation(x, y, z)], [one.partial])).toEqual([]);
  });

  it('is not defined of one pair, of a constant, and of what the third tells wholly', () => {
    expect(pearson([1], [2])).toBeNull();
    expect(pearson([1, 2, 3], [0.1, 0.1, 0.1])).toBeNull();
    expect(spearman(floats([4, 4]), floats([1, 2]))).toBeNull();
    expect(partialCorrelation([1, 2, 4], [3, 1, 2], [2, 4, 8])).toBeNull();
    expect(partialCorrelation([1, 2], [2, 3], [5, 9])).toBeNull();
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
  });

  it('orders many values as few: zeros alike, infinities at the ends', () => {
    const random = randomStream(3);
    const special = [0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1e308, -1e308, 1, -1];
    const values = Float64Array.from({ length: 20000 }, (_, i) => (i % 7 === 0 ? special[i % special.length]! : Math.round(100 * (random() - 0.5)) / 10));
    const should = [...values.keys()].sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b));
    expect([...ascending(values)]).toEqual(should);
    expect([...ascending(values.subarray(0, 500))]).toEqual(should.filter((place) => place < 500));
    expect([...ascending(floats([2, null, 1]))]).toEqual([2, 0, 1]);
  });
});

describe('best of k', () => {
  it.each(expected.bestWeights)('weights of $n, $k equal exact fractions', ({ n, k, weights }) => {
    const found = bestWeights(n, k);
    for (const [i, weight] of weights.entries()) expect(Math.abs(found[i]! - weight)).toBeLessThanOrEqual(1e-12 * weight + 1e-300);
    expect(found.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('equal rewards share their chance', () => expect([...shared(floats([0.1, 0.3, 0.6]), [1, 1, 2])]).toEqual([0.2, 0.2, 0.6]));
});

describe('Bradley-Terry', () => {
  it.each(expected.bradleyTerry)('equals a binomial regression', ({ wins, strengths }) => expect(off([...bradleyTerry(wins.map(floats))!], strengths)).toEqual([]));

  it('is not defined where one wins or loses all, where two groups never meet, and of one', () => {
    expect(bradleyTerry([[0, 3], [0, 0]].map(floats))).toBeNull();
    expect(bradleyTerry([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]].map(floats))).toBeNull();
    expect(bradleyTerry([floats([0])])).toBeNull();
  });
});

describe('draws', () => {
  it.each(expected.binomials)('binomial $n, $p has the mean, spread and quantiles of scipy', ({ n, p, mean, sd, ends, cdf }) => {
    const random = randomStream(11);
    const draws = Array.from({ length: 20000 }, () => binomial(n, p, random));
    const average = draws.reduce((sum, k) => sum + k, 0) / draws.length;
    expect(Math.abs(average - mean)).toBeLessThan((5 * sd) / Math.sqrt(draws.length));
    for (const [i, end] of ends.entries()) {
      const share = draws.filter((k) => k <= end).length / draws.length;
      expect(Math.abs(share - cdf[i]!)).toBeLessThan(5 * Math.sqrt((cdf[i]! * (1 - cdf[i]!)) / draws.length));
    }
  });

  it('all are drawn', () => {
    const out = new Uint32Array(3);
    multinomial(1000, [1, 2, 7], 10, randomStream(1), out);
    expect(out[0]! + out[1]! + out[2]!).toBe(1000);
    expect(out[2]!).toBeGreaterThan(out[1]!);
    expect([binomial(5, 0, Math.random), binomial(5, 1, Math.random), binomial(0, 0.5, Math.random)]).toEqual([0, 5, 0]);
  });

  it('the paired interval over prompts is scipy’s', () => {
    const { prompts, a, b, ...of } = expected.paired;
    const found = pairedDifference(floats(a), floats(b), numbered(prompts), { draws: 20000, seed: 5 });
    expect(found).toMatchObject({ records: of.records, prompts: of.promptCount, reason: null });
    expect(off([found.difference], [of.difference])).toEqual([]);
    const width = of.interval[1] - of.interval[0];
    for (const end of [0, 1] as const) expect(Math.abs(found.interval![end] - of.interval[end])).toBeLessThan(0.04 * width);
    expect(pairedDifference(floats(a), floats(b), numbered(prompts), { draws: 200, seed: 5 })).toEqual(pairedDifference(floats(a), floats(b), numbered(prompts), { draws: 200, seed: 5 }));
  });

  it('one prompt gives no interval, none no difference', () => {
    expect(pairedDifference(floats([1, 0]), floats([0, 0]), numbered([7, 7]), { draws: 10, seed: 1 })).toMatchObject({ difference: 0.5, prompts: 1, interval: null, reason: expect.stringContaining('one prompt') });
    expect(pairedDifference(floats([null]), floats([1]), numbered([7]), { draws: 10, seed: 1 })).toMatchObject({ difference: null, interval: null, reason: expect.any(String) });
  });
});

test.each(expected.rewardBench)('RewardBench sums its subsets', ({ values, sections, value }) => {
  const subsets = Object.entries(values).map(([subset, share]) => ({ subset, value: share, records: 1, pairs: 1, ties: 0, interval: null, reason: null }));
  const found = rewardBench(subsets)!;
  expect(found.sections.map(({ section }) => section)).toEqual(Object.keys(sections));
  expect(off(found.sections.map((one) => one.value), Object.values(sections))).toEqual([]);
  expect(off([found.value], [value])).toEqual([]);
  expect(found.complete).toBe(subsets.length === 23);
  expect(rewardBench([...subsets, { ...subsets[0]!, subset: 'my-own' }])).toBeNull();
  expect(rewardBench([])).toBeNull();
});
