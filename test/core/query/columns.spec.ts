import { describe, expect, test } from 'vitest';
import { BlockColumn } from '../../../src/core/query/columns/blocks.js';
import { CodeColumn } from '../../../src/core/query/columns/codes.js';
import { NumberColumn } from '../../../src/core/query/columns/numbers.js';
import { TextColumn } from '../../../src/core/query/columns/texts.js';
import { fingerprints, moves } from '../../../src/core/query/fingerprint.js';
import { Random } from '../../support/random.js';

describe('a column gives back what was set', () => {
  test('numbers, through every width', () => {
    for (const steps of [[3, -5], [3, 32767, -32767], [1, -32768, 40000], [1, 2147483647, -2147483647], [7, -2147483648], [1, 0.5, 1e300], [2, Infinity, -Infinity]]) {
      const column = new NumberColumn();
      steps.forEach((value, i) => column.set(i * 1500, value));
      expect(steps.map((_, i) => column.get(i * 1500))).toEqual(steps);
      expect(column.get(1)).toBeNaN();
      expect(column.get(1e6)).toBeNaN();
      column.set(0, NaN);
      expect(column.get(0)).toBeNaN();
    }
  });

  test('an unset column is empty and takes nothing', () => {
    const column = new NumberColumn('double');
    column.set(100, NaN);
    expect([column.empty, column.bytes]).toEqual([true, 0]);
  });

  test('texts, set again shorter and longer', () => {
    const [column, random, truth] = [new TextColumn(), new Random(5), new Map<number, string | null>()];
    for (let i = 0; i < 20_000; i++) {
      const index = random.below(4000);
      const text = random.below(10) === 0 ? null : '文x😀'.repeat(random.below(6));
      column.set(index, text);
      truth.set(index, text);
    }
    for (const [index, text] of truth) expect(column.get(index)).toBe(text);
    expect(column.get(1e6)).toBeNull();
  });

  test('lists, set again shorter and longer', () => {
    const [column, random, truth] = [new BlockColumn(Float64Array), new Random(6), new Map<number, number[]>()];
    for (let i = 0; i < 20_000; i++) {
      const index = random.below(4000);
      const list = Array.from({ length: random.below(5) }, () => random.next());
      column.set(index, list);
      truth.set(index, list);
    }
    for (const [index, list] of truth) expect(column.get(index)).toEqual(list);
    expect(column.at(0, 99)).toBeNaN();
  });

  test('names out of few', () => {
    const column = new CodeColumn();
    ['b', 'a', null, 'b'].forEach((name, i) => column.set(i, name));
    expect([0, 1, 2, 3, 9].map((i) => column.get(i))).toEqual(['b', 'a', null, 'b', null]);
  });
});

describe('fingerprints', () => {
  test('find where each text went', () => {
    expect(moves(fingerprints(['a', 'b', 'c']), fingerprints(['c', 'a', 'new']))).toEqual([2, 0, -1]);
    expect(moves(fingerprints(['same', 'same']), fingerprints(['same', 'same']))).toEqual([0, 1]);
  });

  test('tell apart long texts that differ in one character', () => {
    const long = 'x'.repeat(10_000);
    const other = `${long.slice(0, 4321)}y${long.slice(4322)}`;
    expect(moves(fingerprints([long, other]), fingerprints([other, long]))).toEqual([1, 0]);
  });
});
