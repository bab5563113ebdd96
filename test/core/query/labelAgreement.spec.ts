import { expect, test } from 'vitest';
import { labelAgreement } from '../../../src/core/query/labelAgreement.js';
import { RecordTable } from '../../../src/core/query/table.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { record, scored } from '../../support/records.js';

function tableOf(records: readonly LocatedRecord[]): RecordTable {
  const table = new RecordTable();
  records.forEach((one) => table.add(one));
  table.finish();
  return table;
}

test('labels that the scores agree with, ties half; records without a preference or scores, and dropped ones, do not count', () => {
  const table = tableOf([
    ...scored([[2], [1], [-1], [0]]),
    record(4, { scores: [{ model: 'm0', rewards: [5, 0] }], preference: null }),
    record(5, {}),
  ]);
  const all = labelAgreement(table)!;
  expect([all.agreed, all.of]).toEqual([2.5, 4]);
  // statsmodels 0.15, proportion_confint(2.5, 4, method='wilson').
  expect(all.interval[0]).toBeCloseTo(0.21942652006536284, 12);
  expect(all.interval[1]).toBeCloseTo(0.9081007708209878, 12);
  table.columns.dropped.set(2, 1);
  expect(labelAgreement(table)).toMatchObject({ agreed: 2.5, of: 3 });
});

test('nothing to agree with', () => {
  expect(labelAgreement(tableOf([record(0, {})]))).toBeNull();
});
