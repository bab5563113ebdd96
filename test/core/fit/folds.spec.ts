import { expect, test } from 'vitest';
import { foldsOf } from '../../../src/core/fit/folds.js';
import { Random } from '../../support/random.js';

test('folds hold about as many examples each, whatever the prompts\' sizes', () => {
  const random = new Random(4);
  const sizes = Array.from({ length: 300 }, () => 1 + Math.floor(20 * random.next() ** 6));
  const fold = foldsOf(sizes, 5, 1);
  const filled = [0, 1, 2, 3, 4].map((k) => sizes.reduce((sum, size, group) => sum + (fold[group] === k ? size : 0), 0));
  expect(Math.max(...filled) - Math.min(...filled)).toBeLessThanOrEqual(1);
});

test('prompts without labels are spread over the folds too', () => {
  const fold = foldsOf(new Float64Array(50), 5, 1);
  for (let k = 0; k < 5; k++) expect(fold.filter((each) => each === k)).toHaveLength(10);
});

test('a seed gives the same folds again, another one others', () => {
  const sizes = new Float64Array(100).fill(1);
  expect(foldsOf(sizes, 5, 7)).toEqual(foldsOf(sizes, 5, 7));
  expect(foldsOf(sizes, 5, 8)).not.toEqual(foldsOf(sizes, 5, 7));
});
