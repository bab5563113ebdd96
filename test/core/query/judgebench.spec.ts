import { describe, expect, test } from 'vitest';
import { RecordTable } from '../../../src/core/query/table.js';
import { flagNames } from '../../../src/core/query/published.js';
import { judgebench } from '../../support/records.js';
import { sharedFile } from '../../support/shared.js';
import { expected } from '../agreement/expected.js';

const { judgebench: of } = expected;

describe.skipIf(sharedFile('real/strength-judgebench-3rm.jsonl') === null)('three public reward models on JudgeBench (needs strength-judgebench-3rm.jsonl)', () => {
  const table = new RecordTable();
  if (sharedFile('real/strength-judgebench-3rm.jsonl') !== null) judgebench().forEach((record) => table.add(record));
  table.finish();
  const all = [...Array(table.count).keys()];
  const flagged = (flag: string) => all.filter((i) => flagNames(table, i).includes(flag));
  const near = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

  test('137 of 350 means are negative', () => {
    expect(table.count).toBe(350);
    expect(all.filter((i) => table.columns.mean.get(i) < 0)).toHaveLength(137);
    expect(of.negative).toBe(137);
  });

  test('scales, means, sds and p_sign equal numpy and scipy', () => {
    expect(near(table.voters.map(({ scale }) => scale), of.scale)).toBeLessThan(1e-9);
    for (const name of ['mean', 'sd', 'z', 'pSign'] as const) {
      expect(near(all.map((i) => table.columns[name].get(i)), of[name])).toBeLessThan(1e-9);
    }
  });

  test('flags equal an independent computation', () => {
    expect(flagged('contested')).toEqual(of.contested);
    expect(flagged('ambiguous')).toEqual(of.ambiguous);
    expect(flagged('high-variance')).toEqual(of.highVariance);
    expect(flagged('low-agreement')).toEqual([]);
  });
});
