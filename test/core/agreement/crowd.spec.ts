import { describe, expect, test } from 'vitest';
import { againstRest, ofTwo } from '../../../src/core/agreement/againstRest.js';
import { crowdlab, type Crowdlab } from '../../../src/core/agreement/crowdlab.js';
import { dawidSkene, type DawidSkene, type DawidSkeneOptions } from '../../../src/core/agreement/dawidSkene.js';
import { NOBODY, ratedItems, type RatedItems } from '../../../src/core/agreement/ratedItems.js';
import { itemsOf, marksOf, outside } from './fixture.js';

const { crowd, lone, pandalm } = outside;
const crowdItems = ratedItems(marksOf(crowd.rows), crowd.scale, true);
const near = (found: number, of: number, what = '') => expect(Math.abs(found - of), `${what} ${found} ${of}`).toBeLessThanOrEqual(1e-9);

function fitted(items: RatedItems, options: DawidSkeneOptions = {}) {
  const work = dawidSkene(items, options);
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

describe('each annotator against the rest equals scikit-learn over the pairs', () => {
  test.each([
    ['of few with missing marks', crowdItems, crowd.annotators],
    ['pandalm', itemsOf('pandalm/preference'), pandalm.annotators],
  ] as const)('%s', (_name, items, expected) => {
    const found = againstRest(items);
    expect(found).toHaveLength(expected.length);
    for (const { rater, ratings, items: shared, pairs, ...figures } of expected) {
      const one = found.find((each) => each.rater === rater)!;
      expect(one).toMatchObject({ ratings, items: shared, pairs });
      for (const name of ['exact', 'bias', 'kappa', 'kappaQuadratic'] as const) near(one[name] as number, figures[name], name);
    }
  });

  test('a mark of nobody is another’s, and an own second mark is not', () => {
    const items = { ...ratedItems([[0, 1, 1]], [0, 1], true), raters: Uint32Array.of(0, 0, NOBODY) };
    expect(againstRest(items)).toMatchObject([{ rater: 0, ratings: 2, items: 1, pairs: 2, exact: 0.5, bias: -0.5 }]);
  });

  test('one who shares no item has no kappa', () => {
    expect(againstRest(ratedItems([[1], [2]], [], true))).toMatchObject([{ rater: 0, ratings: 2, items: 0, kappa: 'noPairs', exact: 'noPairs' }]);
    expect(againstRest(ratedItems([[1, 2]]))).toEqual([]);
  });

  test('two alone: only the items and marks of those two', () => {
    const two = ofTwo(crowdItems, 0, 2);
    expect(new Set(two.raters)).toEqual(new Set([0, 2]));
    const shared = marksOf(crowd.rows).filter((row) => row[0] !== null && row[2] !== null);
    expect(againstRest(two)[0]).toMatchObject({ items: shared.length, pairs: shared.length });
  });
});

describe('Dawid-Skene equals crowd-kit, step for step', () => {
  test.each(crowd.dawidSkene.map((one) => [one.steps, one] as const))('after %i steps', (steps, { prior, accuracy, posterior, classes }) => {
    const found = fitted(crowdItems, { iterations: steps, tolerance: -Infinity }) as DawidSkene;
    expect(found.iterations).toBe(steps);
    expect(found.classes).toEqual(classes);
    prior.forEach((p, c) => near(found.prior[c]!, p));
    accuracy.forEach((p, rater) => near(found.accuracy.get(rater)!, p, `annotator ${rater}`));
    posterior!.flat().forEach((p, i) => near(found.posterior[i]!, p));
  });

  test('on pandalm', () => {
    const { steps, prior, accuracy } = pandalm.dawidSkene;
    const found = fitted(itemsOf('pandalm/preference'), { iterations: steps, tolerance: -Infinity }) as DawidSkene;
    prior.forEach((p, c) => near(found.prior[c]!, p));
    accuracy.forEach((p, rater) => near(found.accuracy.get(rater)!, p));
  });

  test('converges, and says so', () => {
    const found = fitted(crowdItems, { iterations: 1000 }) as DawidSkene;
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeLessThan(1000);
    expect((fitted(crowdItems, { iterations: 2 }) as DawidSkene).converged).toBe(false);
  });

  test('is undefined without names, with one annotator, or one category', () => {
    expect(fitted(ratedItems([[1, 2]]))).toBe('noNames');
    expect(fitted(ratedItems([[1], [2]], [], true))).toBe('oneRater');
    expect(fitted(ratedItems([[1, 1], [1, 1]], [0, 1], true))).toBe('oneCategory');
  });
});

describe('CROWDLAB equals cleanlab', () => {
  test.each([
    ['annotators who share items', crowd],
    ['one who shares none', lone],
  ] as const)('%s', (_name, { rows, scale, probabilities, crowdlab: expected }) => {
    const found = crowdlab(ratedItems(marksOf(rows), scale, true), Float64Array.from(probabilities.flat())) as Crowdlab;
    expect([...found.consensus]).toEqual(expected.consensus);
    expected.quality.forEach((q, i) => near(found.quality[i]!, q));
    near(found.modelWeight, expected.modelWeight);
    expected.annotatorWeight.forEach((w, rater) => near(found.raterWeights.get(rater)!, w));
    expected.annotatorQuality.forEach((q, rater) => (q === null ? expect(found.raterQuality.get(rater)).toBeNull() : near(found.raterQuality.get(rater)!, q)));
  });

  test('is undefined without names or without shared items', () => {
    expect(crowdlab(ratedItems([[0, 1]]), Float64Array.of(0.5, 0.5))).toBe('noNames');
    expect(crowdlab(ratedItems([[0], [1]], [0, 1], true), Float64Array.of(0.5, 0.5, 0.5, 0.5))).toBe('noPairs');
  });
});
