import { describe, expect, test } from 'vitest';
import { agreement, type AgreementName } from '../../../src/core/agreement/agree.js';
import { ratedItems, type RatedItems } from '../../../src/core/agreement/ratedItems.js';
import { leaveOneOutDistances, markSd } from '../../../src/core/agreement/leaveOneOut.js';
import { percentileInterval } from '../../../src/core/agreement/resample.js';
import { whyText } from '../../../src/core/agreement/why.js';
import { itemsOf, marksOf, outside } from './fixture.js';

const TOLERANCE = 1e-9;
const NAMES: readonly AgreementName[] = ['exact', 'kappa', 'kappaQuadratic', 'alphaNominal', 'alphaOrdinal', 'alphaInterval', 'ac1', 'ac2', 'fleiss', 'icc1', 'icc1k', 'icc2', 'icc3'];

function found(items: RatedItems, draws = 0, seed = 1) {
  const work = agreement(items, { draws, seed });
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

describe('agreement statistics equal scikit-learn, krippendorff, irrCAC, statsmodels and pingouin', () => {
  test.each(outside.cases.map((one) => [one.name, one] as const))('%s', (name, { expected, named }) => {
    const figures = found(itemsOf(name));
    for (const statistic of NAMES) {
      const of = expected[statistic];
      const { figure } = figures[statistic];
      if (of === null || of === undefined) expect(figure, statistic).toBeTypeOf('string');
      else expect(Math.abs((figure as number) - of), `${statistic} ${figure} ${of}`).toBeLessThanOrEqual(TOLERANCE);
    }
    if (!named) expect([figures.icc2.figure, figures.icc3.figure]).toEqual(['noNames', 'noNames']);
  });

  test('nothing here agrees by accident: every statistic differs from the others somewhere', () => {
    for (const a of NAMES) for (const b of NAMES) {
      if (a !== b) expect(outside.cases.some(({ expected }) => Math.abs((expected[a] ?? 9) - (expected[b] ?? 9)) > 1e-3), `${a} ${b}`).toBe(true);
    }
  });
});

describe('what is undefined says why', () => {
  test('without two marks on an item', () => {
    const figures = found(itemsOf('one rater'), 20);
    for (const name of NAMES.slice(0, -2)) expect(figures[name]).toEqual({ figure: 'noPairs', interval: null });
    expect(whyText('noPairs')).toBe('No item has two marks.');
  });

  test('where chance agrees always', () => {
    const { kappa, kappaQuadratic, alphaOrdinal, fleiss, icc1, icc1k, exact } = found(itemsOf('one category'), 20);
    for (const one of [kappa, kappaQuadratic, alphaOrdinal, fleiss]) expect(one).toEqual({ figure: 'oneCategory', interval: null });
    for (const one of [icc1, icc1k]) expect(one.figure).toBe('noVariance');
    expect(exact.figure).toBe(1);
  });

  test('on a scale of one value, with one item, for one annotator, or with marks missing', () => {
    expect(found(ratedItems([[2, 2], [2, 2]])).ac1.figure).toBe('oneScaleValue');
    expect(found(ratedItems([[2, 2], [2, 2]])).ac2.figure).toBe('oneScaleValue');
    expect(found(itemsOf('one item')).icc1.figure).toBe('oneItem');
    expect(found(ratedItems([[1], [2]], [], true)).icc2.figure).toBe('oneRater');
    expect(found(ratedItems([[1, 2], [2, null]], [], true)).icc3.figure).toBe('incomplete');
  });

  test('of nothing at all', () => {
    expect(found(ratedItems([]), 5).exact).toEqual({ figure: 'noPairs', interval: null });
  });
});

describe('bootstrap', () => {
  test('intervals are the percentiles of the libraries’ figures over the same resamples', () => {
    const { case: name, draws, seed, ci95 } = outside.bootstrap;
    const figures = found(itemsOf(name), draws, seed);
    expect(Object.keys(ci95)).toHaveLength(NAMES.length);
    for (const [statistic, [low, high]] of Object.entries(ci95)) {
      const interval = figures[statistic as AgreementName].interval!;
      expect(Math.abs(interval[0] - low), statistic).toBeLessThanOrEqual(TOLERANCE);
      expect(Math.abs(interval[1] - high), statistic).toBeLessThanOrEqual(TOLERANCE);
    }
  });

  test('of one item are none: it can only be drawn as it is', () => {
    const { exact, alphaNominal } = found(ratedItems([[1, 2, 2], [4]]), 50);
    expect(exact).toEqual({ figure: 1 / 3, interval: null });
    expect(alphaNominal.interval).toBeNull();
  });

  test('another seed, another interval; the same, the same', () => {
    const items = itemsOf('lists of 1 to 6 marks');
    expect(found(items, 50, 2)).toEqual(found(items, 50, 2));
    expect(found(items, 50, 3).kappa.interval).not.toEqual(found(items, 50, 2).kappa.interval);
  });

  test('is none where more than a twentieth of the draws are undefined', () => {
    const draws = Float64Array.from({ length: 100 }, (_, i) => i);
    draws.fill(NaN, 0, 5);
    const [low, high] = percentileInterval(draws)!;
    expect(low).toBeCloseTo(5 + 0.025 * 94, 12);
    expect(high).toBeCloseTo(5 + 0.975 * 94, 12);
    draws.fill(NaN, 0, 6);
    expect(percentileInterval(draws)).toBeNull();
  });

  test('gives the thread back between steps', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [i % 5, (i * 7) % 5, (i * 3) % 4]);
    let steps = 0;
    for (const step of { [Symbol.iterator]: () => agreement(ratedItems(rows), { draws: 1000, seed: 1 }) }) {
      void step;
      steps++;
    }
    expect(steps).toBeGreaterThan(5);
  });
});

test('values between categories, as judges give them, are measured by their distance', () => {
  const doubled = marksOf('013 224 431', 0).map((row) => row.map((mark) => mark! / 2));
  const [half, whole] = [found(ratedItems(doubled)), found(ratedItems(marksOf('013 224 431')))];
  for (const name of NAMES.slice(0, -2)) expect(half[name].figure as number, name).toBeCloseTo(whole[name].figure as number, 12);
});

test('leave-one-out distances and the sd of one item', () => {
  expect(leaveOneOutDistances([4, 1, 1])).toEqual([3, 1.5, 1.5]);
  expect(leaveOneOutDistances([4])).toBeNull();
  expect(markSd([1, 3])).toBe(1);
  expect(markSd([])).toBeNull();
});
