import { expect, test } from 'vitest';
import { countFlags, order } from '../../../src/core/flags/order.js';
import { FLAGS } from '../../../src/core/flags/registry.js';

/** First flags (by place) and priorities of seven records. */
const AMBIGUOUS = FLAGS.findIndex(({ name }) => name === 'ambiguous');
const FIRST = [-1, 0, AMBIGUOUS, 0, -1, 0, AMBIGUOUS];
const PRIORITY = [0.9, 0.2, 0.5, 0.8, 0.1, 0.8, 0.6];
const table = { count: FIRST.length, flagList: FLAGS, firstFlag: (i: number) => FIRST[i]!, priority: (i: number) => PRIORITY[i]! };

test('flagged by group and priority, ties and the unflagged in file order', () => {
  const { indices, groups } = order(table);
  expect([...indices]).toEqual([3, 5, 1, 6, 2, 0, 4]);
  expect(groups).toEqual([
    { flag: 'contested', title: FLAGS[0]!.title, start: 0, count: 3 },
    { flag: 'ambiguous', title: FLAGS[AMBIGUOUS]!.title, start: 3, count: 2 },
    { flag: null, title: 'Not flagged', start: 5, count: 2 },
  ]);
});

test('keeps to the records asked for', () => {
  expect([...order(table, Uint32Array.of(0, 1, 2, 4)).indices]).toEqual([1, 2, 0, 4]);
  expect(order(table, new Uint32Array())).toEqual({ indices: new Uint32Array(), groups: [] });
});

test('a record with two flags counts for both', () => {
  const names = [['contested', 'high-variance'], [], ['contested']];
  expect(countFlags({ count: 3, flagNames: (i) => names[i]! })).toEqual({
    flagged: 2,
    counts: { contested: 2, 'low-agreement': 0, contradiction: 0, duplicate: 0, 'label-mismatch': 0, ambiguous: 0, 'high-variance': 1, degenerate: 0 },
  });
});
