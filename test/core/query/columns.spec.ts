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

describe('columns that are appended to each other', () => {
  const random = new Random(8);
  /** Values of four lengths, none of them ever set in some. */
  const lists = <T>(value: (list: number) => T) => [0, 700, 3000, 1].map((length, list) => Array.from({ length }, () => value(list)));
  const appended = <C extends { pack(count: number): unknown; append(at: number, part: never): void; set(index: number, value: never): void }>(make: () => C, parts: readonly (readonly unknown[])[]): C => {
    const all = make();
    let at = 0;
    for (const part of parts) {
      const own = make();
      part.forEach((value, i) => own.set(i, value as never));
      all.append(at, own.pack(part.length) as never);
      at += part.length;
    }
    return all;
  };

  test('give back what was set in each', () => {
    for (const values of [[NaN], [1, NaN, -7], [40_000, 3, NaN], [0.5, NaN, 1e300, 2147483647]]) {
      const parts = lists((list) => (list === 1 ? NaN : random.pick(list === 3 ? [3] : values)));
      const column = appended(() => new NumberColumn(), parts);
      expect(parts.flat().map((_, i) => column.get(i))).toEqual(parts.flat());
      expect(column.get(1e5)).toBeNaN();
    }
    const texts = lists((list) => random.pick(list === 1 ? [null] : [null, '', 'a', '文x😀'.repeat(30)]));
    const text = appended(() => new TextColumn(), texts);
    expect(texts.flat().map((_, i) => text.get(i))).toEqual(texts.flat());
    const names = lists((list) => random.pick(list === 1 ? ['b', 'c'] : ['a', 'b', null]));
    const code = appended(() => new CodeColumn(), names);
    expect(names.flat().map((_, i) => code.get(i))).toEqual(names.flat());
    const blocks = lists((list) => Array.from({ length: list === 1 ? 0 : random.below(4) }, () => random.next()));
    const block = appended(() => new BlockColumn(Float64Array), blocks);
    expect(blocks.flat(1).map((_, i) => block.get(i))).toEqual(blocks.flat(1));
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
