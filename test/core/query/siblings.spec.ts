import { describe, expect, test } from 'vitest';
import { circleLengths, circleOf, type Ranking } from '../../../src/core/query/siblings/circles.js';
import { twinsOf } from '../../../src/core/query/siblings/twins.js';
import { flagsOf, summaryOf } from '../../../src/core/query/summaries.js';
import { RecordTable } from '../../../src/core/query/table.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { Random } from '../../support/random.js';
import { record, response } from '../../support/records.js';

const PROMPT = [{ role: 'user', text: 'Which?' }];

function tableOf(records: readonly LocatedRecord[]): RecordTable {
  const table = new RecordTable();
  records.forEach((one) => table.add(one));
  table.finish();
  return table;
}

/** A record of one prompt: `better` is preferred to `worse`; `id` is of the pair, whichever stands first. */
function pair(index: number, better: string, worse: string, given: Partial<LocatedRecord> = {}): LocatedRecord {
  return record(index, { prompt: PROMPT, id: `${[better, worse].sort().join('')}#${index}`, responses: [response(better), response(worse)], ...given });
}

describe('duplicates', () => {
  test('a flipped twin is one, an equal twin is none', () => {
    const table = tableOf([pair(0, 'a', 'b'), pair(1, 'b', 'a'), pair(2, 'c', 'd'), pair(3, 'c', 'd'), record(4)]);
    expect([0, 1, 2, 3, 4].map((i) => summaryOf(table, i).flags)).toEqual([['duplicate'], ['duplicate'], [], [], []]);
    expect(flagsOf(table, 0)).toMatchObject([{ values: { first: 1, twins: 1, against: 1 } }]);
  });

  test('the order of the responses is not a label', () => {
    const swapped = pair(1, 'b', 'a', { preference: { chosen: 1, strength: null, votes: [] } });
    expect(summaryOf(tableOf([pair(0, 'a', 'b'), swapped]), 0).flags).toEqual([]);
  });

  test('other ratings are another label, other prompts another question', () => {
    const rated = (index: number, helpfulness: number) => pair(index, 'a', 'b', { preference: null, responses: [response('a', { helpfulness }), response('b', { helpfulness: 0 })] });
    expect(summaryOf(tableOf([rated(0, 3), rated(1, 4)]), 1).flags).toEqual(['duplicate']);
    expect(summaryOf(tableOf([rated(0, 3), rated(1, 3)]), 1).flags).toEqual([]);
    expect(summaryOf(tableOf([pair(0, 'a', 'b'), pair(1, 'b', 'a', { prompt: [{ role: 'user', text: 'Who?' }] })]), 0).flags).toEqual([]);
  });

  test('an edit of one is seen in the other, which is told', () => {
    const table = tableOf([pair(0, 'a', 'b'), pair(1, 'a', 'b'), record(2)]);
    expect(table.replace(1, pair(1, 'b', 'a'))).toEqual([0]);
    expect([0, 1].map((i) => summaryOf(table, i).flags)).toEqual([['duplicate'], ['duplicate']]);
    expect(table.replace(1, pair(1, 'a', 'b', { dropped: true }))).toEqual([0]);
    expect(summaryOf(table, 0).flags).toEqual([]);
  });

  test('of many records of one prompt, what the rule says', () => {
    const random = new Random(4);
    const labels = Array.from({ length: 300 }, () => ({ key: random.below(20), label: random.below(3) }));
    const found = twinsOf([...labels.keys()], { key: (i) => String(labels[i]!.key), label: (i) => String(labels[i]!.label) });
    labels.forEach((own, index) => {
      const same = [...labels.keys()].filter((i) => i !== index && labels[i]!.key === own.key);
      const against = same.filter((i) => labels[i]!.label !== own.label);
      expect(found.get(index)).toEqual(against.length === 0 ? undefined : { count: same.length, against: against.length, first: against[0] });
    });
  });
});

describe('circles', () => {
  test('three records of one prompt that go round', () => {
    const table = tableOf([pair(0, 'a', 'b'), pair(1, 'b', 'c'), record(2), pair(3, 'c', 'a'), pair(4, 'a', 'd')]);
    expect([0, 1, 2, 3, 4].map((i) => summaryOf(table, i).flags)).toEqual([['contradiction'], ['contradiction'], [], ['contradiction'], []]);
    expect(flagsOf(table, 1)[0]!.why).toContain('go in a circle, each over the next: 1, 3, 0.');
  });

  test('turning one of them mends all', () => {
    const table = tableOf([pair(0, 'a', 'b'), pair(1, 'b', 'c'), pair(2, 'c', 'a')]);
    expect([...table.replace(2, pair(2, 'a', 'c'))].sort()).toEqual([0, 1]);
    expect([0, 1, 2].flatMap((i) => summaryOf(table, i).flags)).toEqual([]);
  });

  test('a tie says nothing, and two that contradict each other are no circle', () => {
    const tie = { preference: { chosen: null, strength: 0, votes: [] } };
    const table = tableOf([pair(0, 'a', 'b'), pair(1, 'b', 'c'), pair(2, 'c', 'a', tie), pair(3, 'x', 'y'), pair(4, 'y', 'x')]);
    expect([0, 1, 2].flatMap((i) => summaryOf(table, i).flags)).toEqual([]);
    expect(summaryOf(table, 3).flags).toEqual(['duplicate']);
  });

  test('lengths equal those of a search over all ways', () => {
    const random = new Random(9);
    for (let run = 0; run < 40; run++) {
      const rankings: Ranking[] = Array.from({ length: 9 }, (_, index) => {
        const better = random.below(6);
        return { index, better, worse: [(better + 1 + random.below(5)) % 6] };
      });
      // Every way without a response twice, from the worse one back to the better one.
      const ways = (at: number, goal: number, seen: readonly number[]): number[] =>
        rankings.filter(({ better }) => better === at).flatMap(({ worse: [to] }) => (to === goal ? [seen.length] : seen.includes(to!) ? [] : ways(to!, goal, [...seen, to!])));
      const expected = new Map<number, number>();
      for (const { index, better, worse } of rankings) {
        const shortest = Math.min(...ways(worse[0]!, better, [worse[0]!]).filter((steps) => steps > 1));
        if (Number.isFinite(shortest)) expected.set(index, shortest + 1);
      }
      expect(new Map([...circleLengths(rankings)].sort())).toEqual(new Map([...expected].sort()));
    }
  });

  test('a long chain and a crowd take no time', () => {
    const start = performance.now();
    const chain: Ranking[] = Array.from({ length: 100_000 }, (_, index) => ({ index, better: index, worse: [index + 1] }));
    expect(circleLengths(chain).size).toBe(0);
    const ring = [...chain, { index: 100_000, better: 100_000, worse: [0] }];
    expect(circleLengths(ring).size).toBe(100_001);
    expect(circleOf(ring.slice(99_990), 100_000)).toBeNull();
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
