import { describe, expect, it, test } from 'vitest';
import { bestOfK } from '../../../src/core/evaluate/bestOfK.js';
import { ensemblePicture } from '../../../src/core/evaluate/ensemblePicture.js';
import { evaluate } from '../../../src/core/evaluate/evaluate.js';
import { modelScores } from '../../../src/core/evaluate/modelScores.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { RecordTable } from '../../../src/core/query/table.js';
import { judgebench, record, response, scored } from '../../support/records.js';
import { sharedFile, sharedRows } from '../../support/shared.js';
import { expected, off } from './expected.js';

function tableOf(records: readonly LocatedRecord[]): RecordTable {
  const table = new RecordTable();
  for (const one of records) table.add(one);
  table.finish();
  return table;
}

const said = (verdict: number) => [{ judge: 'GPT-4', agrees: verdict < 0 ? null : verdict === 1 }];

describe('the ensemble’s picture', () => {
  it.each(expected.pictures.map((one) => [one.differences.length, one] as const))('of %i records equals pandas', (n, { differences, judge, negative, negativeInterval, binSize, bins }) => {
    const records = scored(differences).map((one, i) => ({ ...one, judges: said(judge[i]!) }));
    const found = ensemblePicture(tableOf(records));
    expect(found).toMatchObject({ models: 3, records: n, negative, binSize, judge: 'GPT-4', judged: judge.filter((verdict) => verdict >= 0).length, reason: null });
    expect(off(found.negativeInterval!, negativeInterval)).toEqual([]);
    expect(off([found.negativeShare], [negative / n])).toEqual([]);
    expect(found.bins.map(({ count, judged }) => [count, judged])).toEqual(bins.map(({ count, judged }) => [count, judged]));
    for (const name of ['low', 'high', 'mean', 'sd', 'agreement'] as const) expect(off(found.bins.map((bin) => bin[name]), bins.map((bin) => bin[name]))).toEqual([]);
    for (const end of [0, 1] as const) expect(off(found.bins.map(({ interval }) => interval?.[end] ?? null), bins.map(({ interval }) => interval?.[end] ?? null))).toEqual([]);
  });

  it('leaves out dropped records, and says why there is none', () => {
    expect(ensemblePicture(tableOf([{ ...scored([[-1, -1]])[0]!, dropped: true }]))).toMatchObject({ records: 0, negativeShare: null, bins: [], reason: expect.stringContaining('No record') });
  });

  it('of one model has no sd', () => {
    const found = ensemblePicture(tableOf(scored([[1], [-1], [2]])));
    expect(found).toMatchObject({ models: 1, negative: 1, judge: null, agreement: null });
    expect(found.bins.every(({ sd }) => sd === null)).toBe(true);
  });

  it('reads a judge’s ratings of a stated preference as a verdict', () => {
    const rated = (value: number) => ({ ...response('r'), labels: [{ attribute: 'score', pool: null, min: 0, max: 10, ratings: [{ annotator: 'judge', value }], consensus: value }] });
    const records = [[9, 4], [3, 8], [5, 5]].map((marks, i) => record(i, { responses: marks.map(rated), scores: [{ model: 'm', rewards: [i, 0] }] }));
    expect(ensemblePicture(tableOf(records))).toMatchObject({ judge: 'score', judged: 2, agreement: 0.5 });
  });
});

describe.skipIf(sharedFile('real/strength-judgebench-3rm.jsonl') === null)('JudgeBench by three reward models (needs real/strength-judgebench-3rm.jsonl)', () => {
  const should = expected.judgebench;

  it('equals scikit-learn, statsmodels and scipy', () => {
    const found = evaluate(tableOf(judgebench().map(withoutSpeaker)));
    expect(found).toMatchObject({ records: 350, labelled: 350, pairs: 350, scored: 350, reason: null, generators: [] });
    expect(found.models.map(({ kind }) => kind)).toEqual(['ensemble', 'model', 'model', 'model']);
    const [ensemble, ...models] = found.models;
    expect(off([ensemble!.accuracy.value, ...ensemble!.accuracy.interval!], [should.ensemble.accuracy, ...should.ensemble.interval])).toEqual([]);
    models.forEach(({ accuracy, reliability, length, subsets, macro, rewardBench, members }, m) => {
      const of = should.models[m]!;
      expect({ ties: accuracy.ties, subsets, macro, rewardBench, members }).toEqual({ ties: of.ties, subsets: [], macro: null, rewardBench: null, members: [] });
      expect(off([accuracy.value, ...accuracy.interval!], [of.accuracy, ...of.interval])).toEqual([]);
      expect(reliability.probability).toBe('bradley-terry');
      expect(off([reliability.brier, reliability.logLoss, reliability.ece, reliability.adaptiveEce], [of.brier, of.logLoss, of.ece, of.adaptiveEce])).toEqual([]);
      expect(off([length.pearson, length.spearman, length.withinRecord], [of.lengthPearson, of.lengthSpearman, of.withinRecord])).toEqual([]);
      expect(length.matched.records).toBe(of.matched.records);
      expect(off([length.matched.value], [of.matched.value])).toEqual([]);
    });
    expect(off([found.longer.value, ...found.longer.interval!], [should.longer.value, ...should.longer.interval])).toEqual([]);
    expect(off(found.correlation.matrix.flat(), should.correlation.flat())).toEqual([]);
    const between = found.differences.filter(({ a }) => a !== 'ensemble');
    expect(off(between.map(({ difference }) => difference), should.differences)).toEqual([]);
    for (const { prompts, difference, interval } of between) {
      expect(prompts).toBe(should.prompts);
      expect(interval![0] < difference! && difference! < interval![1]).toBe(true);
    }
  });

  it('by subset equals statsmodels', () => {
    const rows = sharedRows('real/judgebench-Skywork_Skywork-Reward-Gemma-2-27B.jsonl');
    const records = rows.map((row, i) => {
      const [{ judgment }] = row['judgments'] as [{ judgment: { scores: number[] } }];
      return record(i, { subset: row['source'] as string, preference: { chosen: row['label'] === 'A>B' ? 0 : 1, strength: null, votes: [] }, scores: [{ model: 'm', rewards: judgment.scores }] });
    });
    const [{ subsets, macro, accuracy }] = evaluate(tableOf(records)).models as [ReturnType<typeof evaluate>['models'][0]];
    expect(subsets.map(({ subset, records: n }) => [subset, n])).toEqual(should.subsets.map(({ subset, records: n }) => [subset, n]));
    expect(off(subsets.flatMap(({ value, interval }) => [value, ...interval!]), should.subsets.flatMap(({ value, interval }) => [value, ...interval]))).toEqual([]);
    expect(off([macro, accuracy.value], [should.macro, should.micro])).toEqual([]);
  });
});

/** The fixture's lengths are of the responses alone. */
function withoutSpeaker(one: LocatedRecord): LocatedRecord {
  return { ...one, responses: one.responses.map((each) => ({ ...each, text: each.text.replace(/^Assistant: /, '') })) };
}

describe('records of many responses', () => {
  const many = (index: number, rewards: readonly (number | null)[], labels: readonly number[], models: readonly (string | null)[] = []) =>
    record(index, { preference: null, responses: labels.map((label, k) => response(`r${k}`, { helpfulness: label }, models[k] ?? null)), scores: [{ model: 'm', rewards }] });

  it('best of k equals every choice tried out, also where rewards tie', () => {
    const table = tableOf(expected.bestOfK.records.map(({ rewards, labels }, i) => many(i, rewards, labels)));
    const found = bestOfK(table, modelScores(table)[0]!);
    const { scale } = table.voters[0]!;
    expect(found).toMatchObject({ records: 3, responses: 6, reason: null });
    for (const name of ['k', 'label', 'kl'] as const) expect(off(found.curve.map((point) => point[name]), expected.bestOfK.curve.map((point) => point[name]))).toEqual([]);
    expect(off(found.curve.map(({ reward }) => reward * scale), expected.bestOfK.curve.map(({ reward }) => reward))).toEqual([]);
  });

  it('every two responses with different labels are a pair, and a record counts once by its share of them', () => {
    // Pairs by label: (0,1), (0,2), (1,2) all right; then (0,2), (1,2) with 0 and 1 alike: one right, one wrong.
    const [model] = evaluate(tableOf([many(0, [3, 2, 1], [4, 2, 1]), many(1, [3, 1, 2], [4, 4, 1])])).models;
    expect(model!.accuracy).toMatchObject({ records: 2, pairs: 5, ties: 0, value: 0.75 });
  });

  it('compares generators: won, lost, tied, Bradley-Terry, by labels and by scores', () => {
    const names = ['x', 'y', 'z'];
    const records = [many(0, [3, 2, 2], [4, 3, 1], names), many(1, [1, 2, 3], [2, 3, 1], names), many(2, [1, null, 3], [0, 0, 4], names)];
    const [labels, scores] = evaluate(tableOf(records)).generators;
    expect(labels).toMatchObject({ by: null, leftOut: 0, reason: null });
    expect(labels!.models.map(({ model, wins, losses, ties }) => [model, wins, losses, ties]).sort()).toEqual([['x', 3, 2, 0], ['y', 3, 2, 0], ['z', 2, 4, 0]]);
    expect(scores!.models.map(({ model, wins, losses, ties }) => [model, wins, losses, ties]).sort()).toEqual([['x', 2, 3, 0], ['y', 1, 2, 1], ['z', 3, 1, 1]]);
    expect(scores!.models[0]).toMatchObject({ model: 'z', winRate: 0.7, responses: 3 });
    expect(scores!.models.reduce((sum, { strength }) => sum + strength!, 0)).toBeCloseTo(0, 12);
  });

  it('correlates scores with each attribute over all responses', () => {
    const [model] = evaluate(tableOf([many(0, [3, 2, 1], [4, 2, 0]), many(1, [3, 1, 2], [4, 0, 2])])).models;
    expect(model!.attributes).toMatchObject([{ attribute: 'helpfulness', responses: 6, pearson: 1, spearman: 1, partial: null, reason: expect.stringContaining('length') }]);
  });
});

describe('edges', () => {
  test('one pair', () => {
    const { models, differences, correlation } = evaluate(tableOf(scored([[1, -1]])));
    expect(models.map(({ name, accuracy }) => [name, accuracy.value])).toEqual([['ensemble', 0.5], ['m0', 1], ['m1', 0]]);
    expect(differences[0]).toMatchObject({ prompts: 1, interval: null });
    expect(correlation).toEqual({ voters: ['m0', 'm1'], matrix: [[null, null], [null, null]], reason: expect.any(String) });
  });

  test('all ties: half, and nothing to correlate', () => {
    const [model] = evaluate(tableOf(scored([[0], [0], [0]]))).models;
    expect(model).toMatchObject({ accuracy: { records: 3, ties: 3, value: 0.5 }, length: { pearson: null, spearman: null, withinRecord: null, reason: expect.any(String) } });
  });

  test('no labels, no scores, no records', () => {
    const unlabelled = record(0, { preference: null, scores: [{ model: 'm', rewards: [1, 2] }] });
    expect(evaluate(tableOf([unlabelled]))).toMatchObject({ labelled: 0, scored: 1, reason: expect.stringContaining('label'), models: [{ accuracy: { value: null, reason: expect.any(String) } }] });
    expect(evaluate(tableOf([record(0)]))).toMatchObject({ labelled: 1, scored: 0, models: [], reason: expect.stringContaining('score'), longer: { value: 0 } });
    expect(evaluate(tableOf([]))).toMatchObject({ records: 0, models: [], differences: [], generators: [] });
  });

  test('a score that is missing leaves its record out, a dropped record counts nowhere', () => {
    const records = [...scored([[1], [-1], [2]]), record(3, { scores: [{ model: 'm0', rewards: [1, null] }] })];
    const table = tableOf(records.map((one) => (one.index === 1 ? { ...one, dropped: true } : one)));
    expect(evaluate(table)).toMatchObject({ records: 3, labelled: 3, scored: 3, models: [{ accuracy: { records: 2, value: 1 } }] });
  });

  test('members speak together as a model, and a model beside the file’s own scores', () => {
    const table = tableOf(scored([[1], [-1], [-2]]));
    table.setVoters([{ name: 'big 1', scale: 2, member: true }, { name: 'big 2', scale: 2, member: true }, { name: 'm0', scale: 1 }]);
    for (const index of [0, 1, 2]) table.setScores(index, { rewards: [[1, 0], [-3, 0], [index, 0]], attributes: [] });
    table.finish();
    const { models } = evaluate(table);
    expect(models.map(({ name, kind, source }) => [name, kind, source])).toEqual([['ensemble', 'ensemble', 'scored'], ['big', 'model', 'scored'], ['m0', 'model', 'scored'], ['m0 (2)', 'model', 'file']]);
    expect(models[1]).toMatchObject({ accuracy: { value: 0 }, members: [{ name: 'big 1', accuracy: { value: 1 } }, { name: 'big 2', accuracy: { value: 0 } }] });
    expect(models[3]!.accuracy.value).toBeCloseTo(1 / 3, 12);
  });

  test('a model’s own calibration is used where it has one', () => {
    const table = tableOf(scored([[1], [-1]]));
    table.setVoters([{ name: 'one', scale: 2 }]);
    for (const index of [0, 1]) table.setScores(index, { rewards: [[1, 0]], attributes: [] });
    table.finish({ calibration: { slope: 3, intercept: 0 } });
    expect(evaluate(table).models[0]!.reliability).toMatchObject({ probability: 'calibrated', slope: 3 });
    table.finish();
    expect(evaluate(table).models[0]!.reliability).toMatchObject({ probability: 'bradley-terry', slope: 2 });
  });

  test('a flip turns the outcome', () => {
    const table = tableOf(scored([[1], [1]]));
    table.replace(1, { ...scored([[1], [1]])[1]!, preference: { chosen: 1, strength: null, votes: [] } });
    expect(evaluate(table).models[0]!.accuracy.value).toBe(0.5);
  });

  test('hostile names are names', () => {
    const records = scored([[1, 2], [2, 1]]).map((one, i) => ({ ...one, subset: ['__proto__', 'constructor'][i]!, scores: one.scores.map((score, m) => ({ ...score, model: ['__proto__', 'ensemble'][m]! })) }));
    const { models } = evaluate(tableOf(records));
    expect(models.map(({ name }) => name)).toEqual(['ensemble', '__proto__', 'ensemble (2)']);
    expect(models[0]!.subsets.map(({ subset }) => subset)).toEqual(['__proto__', 'constructor']);
  });
});
