import { describe, expect, it } from 'vitest';
import { planBatches } from '../../../src/core/scoring/batches.js';

const lengths = Array.from({ length: 500 }, (_, i) => 1 + ((i * 7919) % 512));

describe('planBatches', () => {
  it('puts every position into exactly one batch', () => {
    const positions = planBatches(lengths, () => 2048).flat();
    expect(positions.sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
  });

  it('keeps every batch within the budget of padded tokens, and little of it padding', () => {
    for (const batch of planBatches(lengths, () => 2048)) {
      const longest = Math.max(...batch.map((position) => lengths[position]!));
      const tokens = batch.reduce((sum, position) => sum + lengths[position]!, 0);
      expect(longest * batch.length).toBeLessThanOrEqual(2048);
      expect(tokens / (longest * batch.length)).toBeGreaterThanOrEqual(19 / 20);
    }
  });

  it('gives an input longer than the budget a batch of its own', () => {
    expect(planBatches([10, 5000, 10], () => 2048)).toEqual([[1], [0, 2]]);
  });

  it('separates a short input from a long one', () => {
    expect(planBatches([400, 10], () => 2048)).toEqual([[0], [1]]);
  });

  it('asks for the budget of each length', () => {
    expect(planBatches([500, 500, 500, 100, 100, 100], (longest) => (longest > 200 ? 500 : 300))).toEqual([[0], [1], [2], [3, 4, 5]]);
  });

  it('plans nothing for nothing', () => {
    expect(planBatches([], () => 2048)).toEqual([]);
  });
});
