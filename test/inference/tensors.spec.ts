import type { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { feedsOf, whyNotFed } from '../../src/inference/feeds.js';
import { halfToNumber, rowsOf } from '../../src/inference/rows.js';

const asked = (name: string, type = 'int64') => ({ name, isTensor: true, type, shape: ['b', 's'] }) as InferenceSession.ValueMetadata;
const batch = [{ ids: [5, 6, 7], types: [0, 0, 1] }, { ids: [8], types: [1] }];
const plain = (name: string, side: 'left' | 'right', type = 'int64') => [...(feedsOf([asked('input_ids'), asked(name, type)], batch, { side, id: 99 })[name]!.data as unknown as Iterable<number | bigint>)].map(Number);

describe('feedsOf', () => {
  it('fills the shorter inputs on the right', () => {
    expect(plain('input_ids', 'right')).toEqual([5, 6, 7, 8, 99, 99]);
    expect(plain('attention_mask', 'right')).toEqual([1, 1, 1, 1, 0, 0]);
    expect(plain('token_type_ids', 'right')).toEqual([0, 0, 1, 1, 0, 0]);
    expect(plain('position_ids', 'right')).toEqual([0, 1, 2, 0, 0, 0]);
  });

  it('fills on the left, where positions still count from the first token', () => {
    expect(plain('input_ids', 'left')).toEqual([5, 6, 7, 99, 99, 8]);
    expect(plain('attention_mask', 'left')).toEqual([1, 1, 1, 0, 0, 1]);
    expect(plain('position_ids', 'left')).toEqual([0, 1, 2, 0, 0, 0]);
  });

  it('gives the type that the graph asks for', () => {
    const { attention_mask } = feedsOf([asked('input_ids', 'int32'), asked('attention_mask', 'float32')], batch, { side: 'right', id: 0 });
    expect(attention_mask!.data).toBeInstanceOf(Float32Array);
    expect(attention_mask!.dims).toEqual([2, 3]);
    expect(() => feedsOf([asked('input_ids', 'string')], batch, { side: 'right', id: 0 })).toThrow('asks for input_ids as string; int64, int32 and float32 are known here');
  });

  it('refuses a graph that asks for something else, and says what would work', () => {
    expect(whyNotFed(['input_ids', 'past_key_values.0.key', 'past_key_values.0.value'])).toBe(
      'the graph asks for past_key_values.0.key, past_key_values.0.value: export the model for text-classification, without a cache of past keys',
    );
    expect(whyNotFed(['pixel_values'])).toContain('asks for pixel_values: only input_ids, attention_mask, token_type_ids, position_ids are known');
    expect(whyNotFed(['attention_mask'])).toBe('the graph has no input input_ids: it does not read text');
    expect(whyNotFed(['input_ids'])).toBeNull();
  });
});

describe('rowsOf', () => {
  it('gives every input its numbers', () => {
    expect(rowsOf({ type: 'float32', dims: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }, null).map((row) => [...row])).toEqual([[1, 2, 3], [4, 5, 6]]);
  });

  it('takes the last token of a decoder that gives numbers for every token', () => {
    // [batch 2, sequence 3, labels 2]: token t of input b is (10 b + t, its negative).
    const data = Float32Array.from([0, 1, 2, 10, 11, 12].flatMap((value) => [value, -value]));
    const rows = (side: 'left' | 'right') => rowsOf({ type: 'float32', dims: [2, 3, 2], data }, { lengths: [3, 1], side }).map((row) => [...row]);
    expect(rows('right')).toEqual([[2, -2], [10, -10]]);
    expect(rows('left')).toEqual([[2, -2], [12, -12]]);
  });

  it('reads half precision by its bits', () => {
    // IEEE 754 binary16: 1, -2, the largest, the smallest normal and subnormal, 1/3.
    const bits = [0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x3555, 0x7c00, 0xfc00];
    const numbers = [1, -2, 65504, 2 ** -14, 2 ** -24, 0.333251953125, Infinity, -Infinity];
    expect(bits.map(halfToNumber)).toEqual(numbers);
    expect(halfToNumber(0x7e00)).toBeNaN();
    expect(halfToNumber(0x8000)).toBe(-0);
    const [row] = rowsOf({ type: 'float16', dims: [1, 8], data: Uint16Array.from(bits) }, null);
    expect([...row!]).toEqual(numbers);
  });

  it('refuses what holds no scores', () => {
    expect(() => rowsOf({ type: 'int64', dims: [1, 1], data: BigInt64Array.of(1n) }, null)).toThrow('the model gives int64');
  });
});
