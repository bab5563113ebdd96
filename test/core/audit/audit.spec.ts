import { describe, expect, it } from 'vitest';
import { allocate } from '../../../src/core/audit/allocate.js';
import { AuditBook } from '../../../src/core/audit/book.js';
import { draw } from '../../../src/core/audit/drawn.js';
import type { AuditStartLine } from '../../../src/core/audit/lines.js';
import { planAudit } from '../../../src/core/audit/plan.js';
import { decidedSince, wrongSince } from '../../../src/core/audit/since.js';
import { strataOf } from '../../../src/core/audit/strata.js';
import { lineText, type LogLine } from '../../../src/core/log.js';
import { RecordTable } from '../../../src/core/query/table.js';
import type { HistoryLine } from '../../../src/core/reviews/history.js';
import { mergeLogs, readLog } from '../../../src/core/reviews/readLog.js';
import { scored } from '../../support/records.js';

describe('strata', () => {
  it('hold every record once, flagged and unflagged apart, in bands of p_wrong', () => {
    const table = new RecordTable();
    for (const record of scored(Array.from({ length: 600 }, (_, i) => [0, 1, 2].map((k) => Math.sin(i * 12.9 + k) * 2 + 1)))) table.add(record);
    table.finish();
    const strata = strataOf(table);
    expect(strata.flatMap(({ indices }) => indices).sort((a, b) => a - b)).toEqual(Array.from({ length: 600 }, (_, i) => i));
    expect(new Set(strata.map(({ flagged }) => flagged))).toEqual(new Set([false, true]));
    for (const { flagged, band, indices, expected } of strata) {
      for (const index of indices) {
        expect(table.columns.flags.get(index) > 0).toBe(flagged);
        expect(table.columns.pWrong.get(index)).toBeGreaterThanOrEqual(band![0]);
        expect(table.columns.pWrong.get(index)).toBeLessThanOrEqual(band![1]);
      }
      expect(indices.length).toBeGreaterThanOrEqual(20);
      expect(expected).toBeCloseTo(indices.reduce((sum, index) => sum + table.columns.pWrong.get(index), 0) / indices.length, 12);
    }
  });

  it('of a file without scores is one', () => {
    const table = new RecordTable();
    for (const record of scored(Array.from({ length: 30 }, () => []))) table.add(record);
    table.finish();
    const strata = strataOf(table).filter(({ flagged }) => !flagged);
    expect(strata.every(({ band, expected }) => band === null && expected === null)).toBe(true);
  });
});

describe('allocation', () => {
  it('is Neyman’s: in proportion to size and standard deviation', () => {
    // 900 * sqrt(.1 * .9) = 270 and 300 * sqrt(.5 * .5) = 150 of 420 answers' worth.
    expect(allocate([{ size: 900, expected: 0.1 }, { size: 300, expected: 0.5 }], 140)).toEqual([90, 50]);
  });

  it('gives each stratum three answers, none more than it has, and no more than are asked for', () => {
    expect(allocate([{ size: 10_000, expected: 0.1 }, { size: 20, expected: 0.01 }, { size: 2, expected: 0.9 }], 100)).toEqual([95, 3, 2]);
    expect(allocate([{ size: 5, expected: 0.5 }, { size: 7, expected: null }], 50)).toEqual([5, 7]);
    expect(allocate([{ size: 500, expected: 0.5 }, { size: 500, expected: 0.1 }, { size: 30, expected: 0.1 }], 2).reduce((a, b) => a + b)).toBe(2);
  });

  it('is planned with an interval that a larger sample narrows', () => {
    const strata = [{ size: 4000, expected: 0.02 }, { size: 1000, expected: 0.4 }];
    const [small, large] = [planAudit(strata, 50), planAudit(strata, 500)];
    expect(large.share.high - large.share.low).toBeLessThan((small.share.high - small.share.low) / 2);
    expect(planAudit(strata, 10_000)).toMatchObject({ sampled: 5000, records: 5000 });
  });
});

describe('sample', () => {
  it('has the counts asked for, each record once, and is equal for equal seeds', () => {
    const sample = draw([100, 30, 4], [20, 10, 4], 5);
    expect([0, 1, 2].map((stratum) => new Set(sample.filter((each) => each.stratum === stratum).map(({ member }) => member)).size)).toEqual([20, 10, 4]);
    expect(sample).toEqual(draw([100, 30, 4], [20, 10, 4], 5));
    expect(sample).not.toEqual(draw([100, 30, 4], [20, 10, 4], 6));
    expect(new Set(sample.slice(0, 3).map(({ stratum }) => stratum)).size).toBe(3);
  });

  it('takes every record of a stratum equally often', () => {
    const times = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 4000; seed++) for (const { stratum, member } of draw([10, 50], [3, 5], seed)) if (stratum === 0) times[member]!++;
    // 1,200 expected each; four standard deviations are 116.
    for (const count of times) expect(Math.abs(count - 1200)).toBeLessThan(116);
  });
});

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;
const start: AuditStartLine = {
  event: 'audit', kind: 'start', time: at(10), seed: 1,
  strata: [{ flagged: false, band: [0, 0.2], size: 80 }, { flagged: true, band: [0.2, 1], size: 20 }],
  sample: [['a#0', 0], ['b#0', 1], ['__proto__', 0], ['d#0', 1]],
};
const answer = (id: string, wrong: boolean | null, second: number): LogLine => ({ event: 'audit', kind: 'answer', time: at(second), id, index: 0, wrong });

describe('the log of an audit', () => {
  const lines: readonly LogLine[] = [start, answer('a#0', false, 11), answer('b#0', true, 12), answer('a#0', null, 13), answer('__proto__', false, 14), answer('stranger', true, 15), { event: 'again', time: at(16), id: 'z', index: 3, same: true }];

  it('is read as it was written, and what is no line of it is broken', () => {
    const text = lines.map(lineText).join('');
    expect(readLog(text)).toEqual({ lines: lines.map((line, i) => ({ number: i + 1, line })), broken: [] });
    const broken = [{ ...start, sample: [['a', 2]] }, { ...start, strata: [{}] }, { event: 'audit', kind: 'answer', time: at(1), id: 'a', wrong: 1 }, { event: 'again', time: at(1), id: 4, same: true }, { event: 'audit', kind: 'start', time: at(1) }];
    expect(readLog(broken.map((line) => JSON.stringify(line)).join('\n')).broken).toEqual([1, 2, 3, 4, 5]);
    expect(mergeLogs([lines, lines])).toEqual(lines);
  });

  it('gives the sample, the answers and the estimates back', () => {
    const book = new AuditBook();
    book.load(lines);
    ['d#0', 'a#0', 'b#0', '__proto__'].forEach((id, index) => book.meet(id, index + 5));
    expect(book.order).toEqual([6, 7, 8, 5]);
    expect(book.next).toBe(6);
    expect([5, 6, 7, 8, 9].map((index) => book.standing(index))).toEqual(['open', 'open', 'answered', 'answered', undefined]);
    expect(book.result).toMatchObject({ records: 100, sampled: 4, answered: 2, wrong: 1, ended: null, strata: [{ sampled: 2, answered: 1, wrong: 0 }, { sampled: 2, answered: 1, wrong: 1 }] });
    expect(book.result?.share?.estimate).toBeCloseTo(0.2, 12);
    expect(book.result?.recall?.estimate).toBe(1);
    expect(book.consistency).toMatchObject({ same: 1, of: 1 });
    book.take({ event: 'audit', kind: 'end', time: at(20) });
    expect([book.running, book.next, book.order, book.standing(5)]).toEqual([null, null, [], undefined]);
    expect(book.result).toMatchObject({ ended: at(20), answered: 2 });
    book.take({ ...start, time: at(30) });
    expect(book.result).toMatchObject({ ended: null, answered: 0, share: null });
  });

  it('leaves out records that the file no longer has', () => {
    const book = new AuditBook();
    book.load([start]);
    book.meet('d#0', 2);
    expect(book.order).toEqual([2]);
  });
});

describe('what was decided since a time', () => {
  const review = (kind: 'accept' | 'skip', second: number, event: 'review' | 'unreview' = 'review'): HistoryLine => ({ event, review: { kind }, time: at(second), saved: true });
  const flip = (second: number, event: 'edit' | 'undo' = 'edit'): HistoryLine => ({ event, operation: { kind: 'flip' }, reason: null, time: at(second), saved: false });

  it.each<[string, readonly HistoryLine[], boolean, boolean | null]>([
    ['nothing', [], false, null],
    ['a flip of before, accepted now', [flip(1), review('accept', 20)], true, false],
    ['an accept of before', [review('accept', 1)], false, null],
    ['a flip', [flip(20)], true, true],
    ['a flip taken back', [flip(20), flip(21, 'undo')], false, null],
    ['an accept taken back', [review('accept', 20), review('accept', 21, 'unreview')], false, null],
    ['a skip', [review('skip', 20)], false, null],
    ['an accept after a flip', [flip(20), review('accept', 21)], true, true],
  ])('%s', (_, history, decided, wrong) => {
    expect(decidedSince(history, at(10))).toBe(decided);
    expect(wrongSince(history, at(10))).toBe(wrong);
  });
});
