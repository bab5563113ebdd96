import { describe, expect, test } from 'vitest';
import type { AttributeLabel, LocatedRecord, Rating } from '../../../src/core/record.js';
import { record, response, scored } from '../../support/records.js';
import { statsOf, tableOf } from './support.js';

const marked = (attribute: string, ratings: readonly Rating[], given: Partial<AttributeLabel> = {}): AttributeLabel => ({ attribute, pool: null, min: 0, max: 4, ratings, consensus: null, ...given });
const anonymous = (...values: number[]): Rating[] => values.map((value) => ({ annotator: null, value }));
const by = (names: string, ...values: number[]): Rating[] => values.map((value, i) => ({ annotator: names[i]!, value }));
const rated = (index: number, ...labels: AttributeLabel[]): LocatedRecord => record(index, { preference: null, responses: [{ text: `r${index}`, model: null, labels }] });
const voted = (index: number, strength: number | null, ...strengths: number[]): LocatedRecord =>
  record(index, { rows: [index * 2], preference: { chosen: strength === null || strength === 0 ? null : strength < 0 ? 0 : 1, strength, votes: strengths.map((one) => ({ annotator: null, strength: one })) } });

describe('marks', () => {
  test('are counted by value over the whole scale, with mean and population sd', () => {
    const { attributes } = statsOf([rated(0, marked('tone', anonymous(1, 3), { consensus: 2 })), rated(1, marked('tone', anonymous(3)))]);
    expect(attributes['tone']).toMatchObject({ items: 2, ratings: 3, compared: 1, raters: { min: 1, max: 2 }, mean: 7 / 3, categories: [0, 1, 2, 3, 4], counts: [0, 1, 0, 2, 0], labels: { count: 1, mean: 2, sd: 0 }, judge: null });
    expect(attributes['tone']!.sd).toBeCloseTo(Math.sqrt(8 / 9), 12);
  });

  test('of labels alone: their mean and counts, and no agreement with the reason', () => {
    const { attributes } = statsOf([record(0, { responses: [response('a', { tone: 4 }), response('b', { tone: 1 })] })]);
    expect(attributes['tone']).toMatchObject({ items: 2, ratings: 0, raters: null, mean: 2.5, sd: 1.5, counts: [0, 1, 0, 0, 1], exact: null, why: { exact: 'No item has two marks.' } });
  });

  test('a dropped record does not count', () => {
    const report = statsOf([{ ...rated(0, marked('tone', anonymous(1, 3))), dropped: true }, rated(1, marked('tone', anonymous(2, 2)))]);
    expect(report).toMatchObject({ records: 1, attributes: { tone: { items: 1, exact: 1 } } });
  });

  test('pools stay apart, and names that are keys of every object are names', () => {
    const report = statsOf([rated(0, marked('__proto__', anonymous(1, 3), { pool: 'constructor' }), marked('__proto__', anonymous(2, 2)))]);
    const round = JSON.parse(JSON.stringify(report)) as typeof report;
    for (const one of [report, round]) {
      expect(Object.keys(one.attributes)).toEqual(['__proto__']);
      expect(Object.getOwnPropertyDescriptor(one.attributes, '__proto__')!.value).toMatchObject({ exact: 1 });
      expect(Object.getOwnPropertyDescriptor(one.pools['constructor']!, '__proto__')!.value).toMatchObject({ exact: 0 });
    }
  });

  test('a judge’s are marked as such, and apart where people mark the same attribute', () => {
    const judge = marked('tone', by('xx', 1, 3).map(({ value }) => ({ annotator: 'judge', value })));
    expect(statsOf([rated(0, judge)])).toMatchObject({ attributes: { tone: { judge: 'judge', ratings: 2 } }, pools: {}, annotators: [] });
    expect(statsOf([rated(0, judge, marked('tone', anonymous(2, 2)))])).toMatchObject({ attributes: { tone: { judge: null, exact: 1 } }, pools: { judge: { tone: { exact: 0 } } } });
  });

  test('a scale that is not of whole numbers has the values that occur and its ends', () => {
    expect(statsOf([rated(0, marked('tone', anonymous(1.5, 3)))]).attributes['tone']!.categories).toEqual([0, 1.5, 3, 4]);
  });
});

describe('votes', () => {
  test('are marks on the preference, their scale as wide as they reach', () => {
    const sides = statsOf([voted(0, null, -1, 1, 0)]);
    expect(sides.preference).toMatchObject({ categories: [-1, 0, 1], items: 1, ratings: 3, labels: { count: 1, mean: 0 } });
    expect(sides.helpsteer2Preference).toBeNull();
    expect(statsOf([voted(0, -1, -1, -1), voted(1, 2, 2, 1)]).preference!.categories).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(statsOf([record(0)]).preference).toBeNull();
  });

  test('HelpSteer2-Preference’s rules keep the three most similar and drop by validity, spread and label', () => {
    const records = [voted(0, 2, 2, 2, 3, -3), voted(1, null, 2, 2, 3), voted(2, 1, -3, 1, 3), voted(3, 0, -1, 1, 1), voted(4, -2, -2, -2, -1)];
    const { helpsteer2Preference: rules, preference } = statsOf(records, 'helpsteer2-preference');
    expect(rules!.dropped).toEqual({ records: [1, 2, 3], rows: [3, 5, 7], reasons: { spread: 1, zero: 1, invalid: 1 } });
    expect(rules!.initial).toBe(preference);
    expect(rules!.postProcessed).toMatchObject({ items: 2, ratings: 6, labels: { count: 2, mean: 0 } });
  });
});

describe('HelpSteer2’s rules', () => {
  const pair = (index: number, first: number[], second: number[], coherence = [1, 4, 4, 4]): LocatedRecord =>
    record(index, { rows: [2 * index, 2 * index + 1], preference: null, responses: [response('a', { helpfulness: first, coherence }), response('b', { helpfulness: second, coherence })] });

  test('drop a record where one of its responses is apart by more than 2 even among the three closest', () => {
    const { helpsteer2 } = statsOf([pair(0, [0, 3, 3, 4], [2, 2, 2]), pair(1, [2, 2, 2], [0, 1, 3]), pair(2, [0, 2, 2], [4, 4, 4])]);
    expect(helpsteer2!.dropped).toEqual({ records: [1], rows: [3, 4], reasons: { spread: 1, zero: 0, invalid: 0 } });
    expect(helpsteer2!.initial['coherence']).toMatchObject({ items: 6, ratings: 24, exact: 0.5 });
    expect(helpsteer2!.postProcessed['coherence']).toMatchObject({ items: 4, ratings: 12, exact: 1, labels: { mean: 4 } });
  });

  test('say nothing where nobody marked helpfulness twice, or on another scale', () => {
    expect(statsOf([pair(0, [3], [2])]).helpsteer2).toBeNull();
    expect(statsOf([rated(0, marked('helpfulness', anonymous(1, 5), { max: 5 }))]).helpsteer2).toBeNull();
  });
});

describe('annotators', () => {
  const records = [
    rated(0, marked('tone', by('ab', 1, 1)), marked('wit', by('bc', 4, 0), { pool: 'expert' })),
    rated(1, marked('tone', by('ab', 3, 1))),
    rated(2, marked('tone', by('abc', 4, 4, 2))),
  ];

  test('are compared with the rest and two by two, most marks first, each pool apart', () => {
    const { annotators, annotatorPairs } = statsOf(records);
    expect(annotators.map(({ annotator, pool, attribute, ratings, items, pairs }) => [annotator, pool, attribute, ratings, items, pairs])).toEqual([
      ['a', null, 'tone', 3, 3, 4],
      ['b', null, 'tone', 3, 3, 4],
      ['c', null, 'tone', 1, 1, 2],
      ['b', 'expert', 'wit', 1, 1, 1],
      ['c', 'expert', 'wit', 1, 1, 1],
    ]);
    expect(annotators[0]).toMatchObject({ exact: 0.5, bias: 1, crowdlab: null });
    expect(annotators[0]!.dawidSkene).toBeGreaterThan(0);
    expect(annotatorPairs.map((one) => [one.annotators.join(), one.pool, one.items])).toEqual([['a,b', null, 3], ['a,c', null, 1], ['b,c', null, 1], ['b,c', 'expert', 1]]);
  });

  test('have CROWDLAB’s quality where a model predicts the attribute', () => {
    const table = tableOf(records);
    table.setVoters([]);
    [1, 3, 4].forEach((mean, index) => table.setScores(index, { rewards: [], attributes: [[{ attribute: 'tone', mean, sd: 0.5 }]] }));
    const { annotators } = statsOf(records, 'test', 0, table);
    const quality = annotators.filter(({ pool }) => pool === null).map(({ crowdlab }) => crowdlab!);
    expect(quality.every((one) => one > 0 && one < 1)).toBe(true);
    // The model agrees with a everywhere, with b twice, and with c never.
    expect(quality[0]).toBeGreaterThan(quality[1]!);
    expect(quality[1]).toBeGreaterThan(quality[2]!);
    expect(annotators.find(({ pool }) => pool === 'expert')!.crowdlab).toBeNull();
  });
});

test('the models’ picture is there where something is scored', () => {
  const records = scored([[1, 2], [-1, -3]]);
  expect(statsOf(records)).toMatchObject({ ensemble: { models: 2, negativeShare: 0.5 }, attributes: {}, preference: null });
  expect(statsOf([record(0)]).ensemble).toBeNull();
});

test('intervals hold their figure, and are seeded', () => {
  const records = Array.from({ length: 60 }, (_, i) => rated(i, marked('tone', anonymous(i % 5, (i * 3) % 5, i % 4))));
  const { exact, ci95 } = statsOf(records, 'test', 200).attributes['tone']!;
  expect(ci95.exact![0]).toBeLessThan(exact!);
  expect(ci95.exact![1]).toBeGreaterThan(exact!);
  expect(statsOf(records, 'test', 200).attributes['tone']!.ci95).toEqual(ci95);
});
