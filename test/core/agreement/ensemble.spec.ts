import { describe, expect, test } from 'vitest';
import { ensemble } from '../../../src/core/agreement/ensemble.js';
import { scaleOf } from '../../../src/core/agreement/scale.js';
import { signProbability } from '../../../src/core/agreement/sign.js';
import { expected } from './expected.js';

describe('ensemble', () => {
  test.each(expected.ensembles.map((one, i) => [i, one] as const))('equals numpy and scipy (%i)', (_i, { differences, ...of }) => {
    const found = ensemble(differences)!;
    expect(found.voters).toBe(differences.length);
    expect(Math.abs(found.mean - of.mean)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(found.sd / of.sd - 1)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(found.pSign! - of.pSign)).toBeLessThanOrEqual(1e-9);
  });

  test('is null of nobody', () => {
    expect(ensemble([])).toBeNull();
  });

  test('of one voter has no statistic', () => {
    expect(ensemble([-1.5])).toEqual({ voters: 1, mean: -1.5, sd: 0, z: null, pSign: null });
  });

  test('of voters that agree to the last digit is the limit', () => {
    expect(ensemble([-0.1, -0.1, -0.1])).toMatchObject({ sd: 0, z: -Infinity, pSign: 1 });
    expect(ensemble([0.1, 0.1, 0.1])).toMatchObject({ sd: 0, z: Infinity, pSign: 0 });
    expect(ensemble([0, 0])).toEqual({ voters: 2, mean: 0, sd: 0, z: 0, pSign: 0.5 });
  });

  test('is not centred: what all voters share stays', () => {
    expect(ensemble([1, 2, 3].map((d) => d + 10))!.mean).toBe(12);
  });

  test('a flip negates mean and z, mirrors p_sign and keeps sd', () => {
    const a = ensemble([0.4, -0.2, 1.1])!;
    const b = ensemble([-0.4, 0.2, -1.1])!;
    expect(b.mean).toBe(-a.mean);
    expect(b.sd).toBe(a.sd);
    expect(b.z).toBe(-a.z!);
    expect(a.pSign! + b.pSign!).toBeCloseTo(1, 12);
  });
});

test('the sign of one voter has no probability', () => {
  expect(signProbability(null, 1)).toBeNull();
  expect(signProbability(2, 1)).toBeNull();
});

test('a scale is the population sd of the differences, 1 where that is nothing to divide by', () => {
  expect(scaleOf([1, 3])).toBe(1);
  expect(scaleOf([10, 14])).toBe(2);
  expect(scaleOf([5, 5, 5])).toBe(1);
  expect(scaleOf([])).toBe(1);
});
