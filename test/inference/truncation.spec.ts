import { describe, expect, it } from 'vitest';
import { cut, share } from '../../src/inference/truncation.js';

describe('share', () => {
  it('keeps everything that fits', () => {
    expect(share(100, 200, 509, 128)).toEqual({ prompt: 100, response: 200 });
  });

  it('leaves a long prompt its floor beside a long response', () => {
    expect(share(1000, 1000, 509, 128)).toEqual({ prompt: 128, response: 381 });
  });

  it('gives a prompt what a short response leaves free', () => {
    expect(share(1000, 9, 509, 128)).toEqual({ prompt: 500, response: 9 });
  });

  it('gives a response what a short prompt leaves free', () => {
    expect(share(9, 1000, 509, 128)).toEqual({ prompt: 9, response: 500 });
  });
});

describe('cut', () => {
  it('takes the middle out, so that the end stays', () => {
    expect(cut([1, 2, 3, 4, 5, 6, 7], 5)).toEqual([1, 2, 3, 6, 7]);
    expect(cut([1, 2, 3], 0)).toEqual([]);
    expect(cut([1, 2, 3], 3)).toEqual([1, 2, 3]);
  });
});
