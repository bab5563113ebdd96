import { describe, expect, test } from 'vitest';
import { queueOrder } from '../../../src/core/query/queue.js';
import { queueReasons } from '../../../src/core/query/reasons.js';
import { summaryOf } from '../../../src/core/query/summaries.js';
import { RecordTable } from '../../../src/core/query/table.js';
import { Worklist } from '../../../src/core/query/worklist.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { Random } from '../../support/random.js';
import { record, response, scored } from '../../support/records.js';

function tableOf(records: readonly LocatedRecord[]): RecordTable {
  const table = new RecordTable();
  records.forEach((one) => table.add(one));
  table.finish();
  return table;
}

const asked = (text: string) => [{ role: 'user', text }];
const order = (table: RecordTable) => [...queueOrder(table, null).indices];

describe('the queue', () => {
  test('has the most valuable relabel first, ties in file order', () => {
    const table = tableOf(scored([[2], [-1], [0.5], [-3], [2]]));
    expect(order(table)).toEqual([3, 1, 2, 0, 4]);
    expect([...queueOrder(table, Uint32Array.of(0, 2, 3)).indices]).toEqual([3, 2, 0]);
    expect(new Worklist(table, 'queue', null).window(0, 2)).toEqual([3, 1]);
  });

  test('counts what a relabel changes: a strong preference before a slight one', () => {
    const strengths = [1, 3, null];
    const records = scored([[-1], [-1], [-1]]).map((one, i) => ({ ...one, preference: { chosen: 0, strength: strengths[i]!, votes: [] } }));
    const table = tableOf(records);
    expect(order(table)).toEqual([1, 2, 0]);
    const [p] = [table.columns.pWrong.get(0)];
    expect([0, 1, 2].map((i) => table.columns.priority.get(i) / p!)).toEqual([expect.closeTo(2 / 3, 12), 1, 1]);
  });

  test('spreads records of one prompt among ties', () => {
    const records = scored([[-1], [-1], [-1], [-1], [-1], [-3]]).map((one, i) => ({ ...one, prompt: asked(['x', 'x', 'y', 'x', 'y', 'x'][i]!) }));
    // 5 is no tie and comes first: then y has had none, x one.
    expect(order(tableOf(records))).toEqual([5, 2, 0, 4, 1, 3]);
  });

  test('has what the curator has decided last, and learns of it', () => {
    const random = new Random(2);
    const table = tableOf(scored(Array.from({ length: 120 }, () => [random.next() * 4 - 1])));
    const before = order(table);
    const suspected = table.columns.pWrong.get(before[12]!);
    for (const index of before.slice(0, 12)) table.reviews.say(index, { kind: 'accept' }, false, new Date(0));
    for (const step of table.adapting()) void step;
    const after = order(table);
    expect([...after.slice(108)].sort()).toEqual([...before.slice(0, 12)].sort());
    // Twelve suspects were right: the next one is less suspected.
    expect(table.columns.pWrong.get(before[12]!)).toBeLessThan(suspected * 0.9);
  });

  test('orders records without scores by the annotators’ disagreement', () => {
    const marks = [[4, 4], [4, 0], [4, 2]];
    const table = tableOf(marks.map((list, i) => record(i, { preference: null, responses: [response('a', { helpfulness: list }), response('b')] })));
    expect(order(table)).toEqual([1, 2, 0]);
    expect(queueReasons(table, 1)).toBeNull();
  });
});

describe('P(label wrong)', () => {
  test('is there wherever both responses are scored, whatever else is missing', () => {
    const [one] = scored([[-1, -2]]);
    const given: Partial<LocatedRecord>[] = [
      {},
      { preference: { chosen: 1, strength: -3, votes: [{ annotator: null, strength: 1 }] } },
      { preference: null, responses: [response('a', { x: 1 }), response('b', { x: 3 })] },
      { responses: [response(''), response('')] },
      { judges: [{ judge: 'j', agrees: false }] },
      { scores: [{ model: 'm0', rewards: [1e300, -1e300] }] },
    ];
    const table = tableOf(given.map((some, index) => ({ ...one!, ...some, index, id: `${index}#0` })));
    for (const index of given.keys()) {
      const { pWrong } = summaryOf(table, index);
      expect(pWrong).toBeGreaterThanOrEqual(0);
      expect(pWrong).toBeLessThanOrEqual(1);
    }
  });

  test('of ratings alone is how far they are from what a model predicts', () => {
    const table = tableOf([4, 3].map((helpfulness, i) => record(i, { preference: null, responses: [response('a', { helpfulness })] })));
    table.setVoters([{ name: 'x', scale: 1 }]);
    [0, 1].forEach((index) => table.setScores(index, { rewards: [[0]], attributes: [[{ attribute: 'helpfulness', mean: 1, sd: 0.7 }]] }));
    table.finish();
    expect(table.columns.pWrong.get(0)).toBeGreaterThan(0.9);
    expect(table.columns.pWrong.get(1)).toBeLessThan(table.columns.pWrong.get(0));
    expect(summaryOf(table, 0).flags).toEqual(['label-mismatch']);
    expect(order(table)).toEqual([0, 1]);
  });

  test('votes say more than the usual share', () => {
    const votes = (...strengths: number[]) => ({ preference: { chosen: 0, strength: null, votes: strengths.map((strength) => ({ annotator: null, strength })) } });
    const records = scored([[0], [0], [0]]).map((one, i) => ({ ...one, ...[votes(-1, -1, -1), votes(-1, -1, 1), votes(1, 1, 1)][i] }));
    const table = tableOf(records);
    const [all, most, none] = [0, 1, 2].map((i) => table.columns.pWrong.get(i));
    expect(all!).toBeLessThan(most!);
    expect(most!).toBeLessThan(0.5);
    expect(none!).toBeGreaterThan(0.5);
  });
});

describe('reasons', () => {
  test('are the pieces of the log odds, the heaviest first', () => {
    const table = tableOf(scored([[-2, -2.2, -1.9], [2, 2.1, 1.9], [1, 1.2, 0.8]]));
    const { reasons, change } = queueReasons(table, 0)!;
    expect(change).toBe(1);
    const weights = reasons.map(({ weight }) => weight);
    expect([...weights].sort((a, b) => Math.abs(b) - Math.abs(a))).toEqual(weights);
    const p = table.columns.pWrong.get(0);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(Math.log(p / (1 - p)), 1);
    expect(reasons.map(({ text }) => text)).toContain('About 20% of this file’s labels are wrong, as far as scores and decisions tell.');
    expect(reasons.some(({ text }) => /^Mean difference of the models, A minus B: −\d\.\d\d\.$/.test(text))).toBe(true);
  });

  test('a judge, and votes, are among them', () => {
    const [one] = scored([[1]]);
    const table = tableOf([
      { ...one!, judges: [{ judge: 'j', agrees: false }], preference: { chosen: 0, strength: null, votes: [-1, -1, 1].map((strength) => ({ annotator: null, strength })) } },
    ]);
    const texts = queueReasons(table, 0)!.reasons.map(({ text }) => text);
    expect(texts).toContain('2 of 3 annotators prefer A, 1 another response.');
  });

  test('say of ratings which response they put above, and by a number above 0', () => {
    const random = new Random(5);
    // Every eighth label is against its ratings and its models: the file teaches what ratings are worth.
    const marks = (i: number) => (i % 8 === 0 ? [1, 3] : [4, 1]);
    const records = scored(Array.from({ length: 200 }, (_, i) => [(i % 8 === 0 ? -1 : 1) * (0.5 + random.next())])).map((one, i) => ({
      ...one, responses: one.responses.map((each, k) => ({ ...each, labels: response('', { helpfulness: marks(i)[k]! }).labels })),
    }));
    const table = tableOf(records);
    const texts = (index: number) => queueReasons(table, index)!.reasons.map(({ text }) => text);
    expect(texts(0)).toContain('The ratings put B 2 steps above A.');
    expect(texts(1)).toContain('The ratings put A 3 steps above B.');
  });
});
