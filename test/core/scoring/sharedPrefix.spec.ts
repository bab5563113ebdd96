import { describe, expect, it } from 'vitest';
import { samePrompt } from '../../../src/core/scoring/samePrompt.js';
import { sharedPrefix, tailBatches } from '../../../src/core/scoring/sharedPrefix.js';

const prompt = Array.from({ length: 200 }, (_, i) => 1000 + i);
/** The prompt and a tail of its own. */
const text = (tail: number, own: number, from = prompt) => [...from, ...Array.from({ length: tail }, (_, i) => own * 100 + i)];

describe('sharedPrefix', () => {
  it('is what all texts begin with, the longest text first', () => {
    const texts = [text(10, 1), text(30, 2), text(20, 3)];
    expect(sharedPrefix(texts, 512)).toEqual({ length: 200, members: [1, 2, 0] });
  });

  it('leaves every text a token', () => {
    const texts = [text(40, 1), prompt, text(20, 2)];
    expect(sharedPrefix(texts, 512)).toEqual({ length: 199, members: [0, 2, 1] });
  });

  it('leaves out what has lost the middle of its prompt, where the others have more in common without it', () => {
    const cut = [...prompt.slice(0, 50), ...text(300, 4, prompt.slice(150))];
    expect(sharedPrefix([cut, text(10, 1), text(11, 2), text(12, 3)], 512)).toEqual({ length: 200, members: [3, 2, 1] });
    // Two of three with little more in common than all: all of them save more.
    expect(sharedPrefix([text(90, 1, prompt.slice(0, 190)), text(80, 2, prompt.slice(0, 190)), text(70, 3), text(60, 3)], 512)?.members).toHaveLength(4);
  });

  it('is taken only where it saves more than the runs that it costs', () => {
    // Of two texts it saves itself once, and costs two runs of 512 / 16 tokens more than their share of one.
    const pair = (length: number) => [1, 2].map((own) => text(20, own, prompt.slice(0, length)));
    expect(sharedPrefix(pair(100), 512)).toEqual({ length: 100, members: [0, 1] });
    expect(sharedPrefix(pair(50), 512)).toBeNull();
    expect(sharedPrefix(pair(100), 16_384)).toBeNull();
    const many = Array.from({ length: 100 }, (_, own) => text(20, own + 1, prompt.slice(0, 50)));
    expect(sharedPrefix(many, 16_384)?.length).toBe(50);
    expect(sharedPrefix([text(10, 1)], 512)).toBeNull();
    expect(sharedPrefix([], 512)).toBeNull();
    expect(sharedPrefix([text(10, 1, []), text(10, 2, [])], 512)).toBeNull();
  });
});

describe('tailBatches', () => {
  const cost = (tails: readonly number[], sizes: readonly number[], run: number) => {
    let from = 0;
    return sizes.reduce((sum, size) => {
      const width = tails[from]!;
      from += size;
      return sum + size * width + run;
    }, 0);
  };
  /** Every way to cut a list in pieces. */
  const ways = (length: number): number[][] => (length === 0 ? [[]] : Array.from({ length }, (_, i) => ways(length - i - 1).map((rest) => [i + 1, ...rest])).flat());

  it.each([[[90, 88, 40, 39, 38, 5, 4, 1]], [[100, 10, 9, 8, 7, 6]], [[30, 30, 30, 30, 30, 30]], [[64, 32, 16, 8, 4, 2, 1]]])('costs least of all ways to cut %j', (tails) => {
    const budget = 160;
    const allowed = ways(tails.length).filter((sizes) => {
      let from = 0;
      return sizes.every((size) => ((from += size), size === 1 || size * tails[from - size]! <= budget));
    });
    const found = tailBatches(tails, 20, { budget });
    expect(found.reduce((sum, size) => sum + size, 0)).toBe(tails.length);
    expect(cost(tails, found, 10)).toBe(Math.min(...allowed.map((sizes) => cost(tails, sizes, 10))));
  });

  it('holds no more with the prefix than there is room for, but one input at least', () => {
    const tails = Array.from({ length: 10 }, () => 10);
    expect(tailBatches(tails, 90, { budget: 1000, held: 300 })).toEqual([3, 3, 3, 1]);
    expect(tailBatches(tails, 90, { budget: 1000, held: 50 })).toEqual(tails.map(() => 1));
    expect(tailBatches(tails, 990, { budget: 512 })).toEqual([4, 4, 2]);
    expect(tailBatches([2000], 10, { budget: 512 })).toEqual([1]);
    expect(tailBatches([], 10, { budget: 512 })).toEqual([]);
  });
});

describe('samePrompt', () => {
  const input = (response: string, ...turns: [string, string][]) => ({ prompt: turns.map(([role, text]) => ({ role, text })), response });

  it('finds the inputs that have one prompt, wherever they are', () => {
    const inputs = [input('a', ['user', 'x']), input('b', ['user', 'y']), input('c', ['user', 'x']), input('d', ['user', 'y'], ['assistant', 'z']), input('e', ['user', 'y'])];
    expect(samePrompt(inputs)).toEqual([[0, 2], [1, 4]]);
  });

  it('keeps apart what only reads the same', () => {
    const inputs = [input('a', ['user', 'x","assistant","y']), input('b', ['user', 'x'], ['assistant', 'y']), input('c', ['system', 'x']), input('d', ['user', 'x']), input('e', ['user', '\ud800']), input('f', ['user', '\ufffd'])];
    expect(samePrompt(inputs)).toEqual([]);
  });
});
