import { describe, expect, it } from 'vitest';
import { adapterOf, deviceWish } from '../../../src/core/scoring/deviceWish.js';

describe('deviceWish', () => {
  it.each(['auto', 'cuda', 'webgpu', 'dml', 'coreml', 'cpu', 'cuda:0', 'cuda:11', 'dml:1'])('takes %s', (text) => expect(deviceWish(text)).toBe(text));
  it.each(['', 'gpu', 'cpu:0', 'webgpu:1', 'cuda:', 'cuda:-1', 'cuda:1x', 'CUDA', 'auto:0', 'cuda:1234', 'cuda:0:1'])('does not take %j', (text) => expect(deviceWish(text)).toBeNull());
  it('has one word for an adapter', () => expect(deviceWish('cuda:01')).toBe('cuda:1'));
});

describe('adapterOf', () => {
  it('tells kind and number', () => {
    expect(adapterOf('cuda')).toEqual({ device: 'cuda', adapter: null });
    expect(adapterOf('dml:10')).toEqual({ device: 'dml', adapter: 10 });
  });
});
