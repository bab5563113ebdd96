import { describe, expect, it } from 'vitest';
import { band, percent, stacks, steps, strengthSteps, symmetric } from '../../webview/charts/geometry.js';

describe('geometry', () => {
  it('places values between the ends, and what lies outside on them', () => {
    expect(percent(1, 0, 4)).toBe(25);
    expect(percent(-3, 0, 4)).toBe(0);
    expect(percent(9, 1, 5)).toBe(100);
    expect(percent(2, 2, 2)).toBe(50);
  });

  it('offers steps on whole scales of up to eleven values', () => {
    expect(steps(0, 4)).toEqual([0, 1, 2, 3, 4]);
    expect(steps(1, 10)).toHaveLength(10);
    expect(steps(1, 100)).toEqual([]);
    expect(steps(0, 0.5)).toEqual([]);
  });

  it('offers every strength of a scale that is not too long', () => {
    expect(strengthSteps(3)).toEqual([1, 2, 3]);
    expect(strengthSteps(7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(strengthSteps(1e12)).toEqual([1e12]);
  });

  it('stacks equal marks', () => {
    expect(stacks([4, 1, 4, 4])).toEqual([{ value: 1, count: 1 }, { value: 4, count: 3 }]);
  });

  it('cuts a band at the ends of its scale', () => {
    expect(band(3.9, 0.5, 0, 4)).toEqual({ from: 85, to: 100, mean: 97.5 });
  });

  it.each([
    [[0.4, -0.9], 1],
    [[-4.6], 6],
    [[27], 30],
    [[0.05], 0.1],
    [[], 0.1],
    [[1, Infinity, NaN], 1],
  ])('finds a round symmetric axis for %j', (values, limit) => {
    const axis = symmetric(values);
    expect(axis.limit).toBeCloseTo(limit, 6);
    expect(axis.ticks.length).toBeLessThanOrEqual(3);
    expect(axis.ticks.at(-1)).toBe(axis.limit);
  });
});
