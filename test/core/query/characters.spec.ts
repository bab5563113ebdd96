import { describe, expect, it } from 'vitest';
import { characters } from '../../../src/core/query/columns/characters.js';

/** Counts are those of Python's `len`. */
describe('characters', () => {
  it.each<[string, number]>([
    ['', 0],
    ['plain', 5],
    ['naïve – “so”', 12],
    ['中文字', 3],
    ['a😀b', 3],
    ['👩‍👩‍👧', 5],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
    ['\ud83d\ud83d\ude00', 2],
  ])('%j has %i', (text, count) => {
    expect(characters(text)).toBe(count);
  });
});
