import { describe, expect, it } from 'vitest';
import { FEWEST, strengthMap, type LabelledDifference } from '../../../src/core/agreement/strengthMap.js';

const line = (count: number, strength: (difference: number) => number): LabelledDifference[] =>
  Array.from({ length: count }, (_, i) => ({ difference: (i - count / 4) / 20, strength: strength((i - count / 4) / 20) }));

describe('differences as strengths', () => {
  it('says nothing of a few records', () => {
    expect(strengthMap(line(FEWEST - 1, () => 2))).toBeNull();
  });

  it('is odd and never falls', () => {
    const map = strengthMap(line(400, (difference) => 1 + (Math.round(Math.abs(difference) * 37) % 3)))!;
    const at = Array.from({ length: 81 }, (_, i) => map.at((i - 40) / 10));
    expect(at.every((value, i) => i === 0 || value >= (at[i - 1] ?? 0) - 1e-12)).toBe(true);
    for (const x of [0.1, 0.7, 2, 9]) expect(map.at(-x)).toBeCloseTo(-map.at(x), 12);
  });

  // scikit-learn 1.9.1: IsotonicRegression(out_of_bounds='clip').fit([-3,-2,-1,1,2,3]*20, [-3,-1,-2,2,1,3]*20).predict([1, 1.5, 2, 3, 9, 2.5, 0]) = [1.5 1.5 1.5 3. 3. 2.25 0.]
  it('pools what does not rise', () => {
    const records = Array.from({ length: 60 }, (_, i) => ({ difference: (i % 3) + 1, strength: [2, 1, 3][i % 3]! }));
    const map = strengthMap(records)!;
    expect([1, 1.5, 2, 3, 9].map((x) => map.at(x))).toEqual([1.5, 1.5, 1.5, 3, 3]);
    expect(map.at(2.5)).toBeCloseTo(2.25, 12);
    expect(map.at(0)).toBeCloseTo(0, 12);
  });

  it('says nothing where the labels are a coin', () => {
    const records = Array.from({ length: 200 }, (_, i) => ({ difference: i % 2 === 0 ? 1 : -1, strength: 2 }));
    expect(strengthMap(records)).toBeNull();
  });
});
