import type { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { feedsOf, whyNotFed } from '../../src/inference/feeds.js';
import { pastInputs, pastOf } from '../../src/inference/pastInputs.js';
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
    expect(whyNotFed(['input_ids', 'use_cache_branch', 'past_key_values.0.key'])).toBe(
      'the graph asks for use_cache_branch: a cache named otherwise than past_key_values.0.key, or two graphs in one, are not known here; export the model for text-classification',
    );
    expect(whyNotFed(['input_ids', 'past_key_values.0.decoder.key'])).toContain('the graph asks for past_key_values.0.decoder.key: a cache named otherwise');
    expect(whyNotFed(['input_ids', 'past_key_values.0.key', 'past_key_values.0.value'])).toBeNull();
    expect(whyNotFed(['pixel_values'])).toContain('asks for pixel_values: only input_ids, attention_mask, token_type_ids, position_ids are known');
    expect(whyNotFed(['attention_mask'])).toBe('the graph has no input input_ids: it does not read text');
    expect(whyNotFed(['input_ids'])).toBeNull();
  });
});

const cache = (name: string, type = 'float32', shape: (number | string)[] = ['b', 2, 'past', 4]) => ({ name, isTensor: true, type, shape }) as InferenceSession.ValueMetadata;

describe('the cache of a decoder', () => {
  const inputs = ['input_ids', 'attention_mask', 'position_ids'].map((name) => asked(name));
  const list = (tensor: { data: unknown } | undefined) => [...(tensor!.data as Iterable<number | bigint>)].map(Number);

  it('is empty where nothing was read', () => {
    const feeds = feedsOf([...inputs, cache('past_key_values.0.key'), cache('past_key_values.0.value', 'float16')], batch, { side: 'right', id: 99 });
    expect(feeds['past_key_values.0.key']).toMatchObject({ type: 'float32', dims: [2, 2, 0, 4], size: 0 });
    expect(feeds['past_key_values.0.value']).toMatchObject({ type: 'float16', dims: [2, 2, 0, 4] });
    expect(list(feeds['input_ids'])).toEqual([5, 6, 7, 8, 99, 99]);
  });

  it('is the same for every input of a batch, of which only what follows is read', () => {
    const past = pastInputs([cache('past_key_values.0.key')]);
    // Two heads, two tokens, four numbers each.
    const key = Float32Array.from({ length: 16 }, (_, i) => i);
    const known = pastOf(past, 2, { 'present.0.key': { data: key, dims: [1, 2, 2, 4] } });
    const texts = [[5, 6, 7, 8, 9], [5, 6, 1]].map((ids) => ({ ids, types: ids.map(() => 0) }));
    const feeds = (side: 'left' | 'right') => feedsOf([...inputs, cache('past_key_values.0.key')], texts, { side, id: 99 }, known);
    expect(list(feeds('right')['input_ids'])).toEqual([7, 8, 9, 1, 99, 99]);
    expect(list(feeds('right')['attention_mask'])).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    expect(list(feeds('right')['position_ids'])).toEqual([2, 3, 4, 2, 0, 0]);
    expect(list(feeds('left')['input_ids'])).toEqual([7, 8, 9, 99, 99, 1]);
    expect(list(feeds('left')['attention_mask'])).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 0, 1]);
    const tensor = feeds('right')['past_key_values.0.key']!;
    expect(tensor.dims).toEqual([2, 2, 2, 4]);
    expect(list(tensor)).toEqual([...key, ...key]);
    expect(list(known.tensors(1)['past_key_values.0.key'])).toEqual([...key]);
    expect(list(known.tensors(3)['past_key_values.0.key'])).toEqual([...key, ...key, ...key]);
  });

  it('is refused where it is of another shape', () => {
    expect(() => pastInputs([cache('past_key_values.0.key', 'float32', ['b', 'past', 8])])).toThrow('asks for past_key_values.0.key as float32[b, past, 8]; float32 or float16 [batch, heads, tokens, size]');
    expect(() => pastInputs([cache('past_key_values.3.value', 'int8')])).toThrow('past_key_values.3.value as int8[b, 2, past, 4]');
    const past = pastInputs([cache('past_key_values.0.key')]);
    // As of a graph that keeps the last tokens only.
    expect(() => pastOf(past, 5, { 'present.0.key': { data: new Float32Array(32), dims: [1, 2, 4, 4] } })).toThrow('the graph gave present.0.key as [1, 2, 4, 4] for 5 tokens');
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
