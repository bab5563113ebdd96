import { describe, expect, test } from 'vitest';
import { factored, quadratic, solve } from '../../../src/core/fit/cholesky.js';
import { addGram } from '../../../src/core/fit/gram.js';
import { project, weightedSum } from '../../../src/core/fit/features.js';
import { Random } from '../../support/random.js';
import { finish, neighbours, normalRows, product, solved } from './support.js';

describe('matrix work against the definitions', () => {
  // Widths and counts that do not divide by four.
  const width = 7;
  const features = normalRows(26, width, new Random(1));
  const pairs = neighbours(13, 1, (pair) => pair % 3 > 0);
  const x = Array.from({ length: 13 }, (_, i) => Array.from({ length: width }, (_, k) => features.values[pairs.plus[i]! * width + k]! - features.values[pairs.minus[i]! * width + k]!));
  const share = (i: number) => 0.1 + i / 10;
  const gram = new Float64Array(width * width);
  finish(addGram(gram, features, pairs, Array.from(x.keys()), share));
  const full = Array.from({ length: width }, (_, a) => Array.from({ length: width }, (_, b) => x.reduce((sum, row, i) => sum + share(i) * row[a]! * row[b]!, 0)));

  test('sum of x x\'', () => {
    for (let a = 0; a < width; a++) for (let b = 0; b <= a; b++) expect(gram[a * width + b]).toBeCloseTo(full[a]![b]!, 10);
  });

  test('solve and x\'Ax', () => {
    const b = [1, -2, 3, 0, 0.5, 7, -1];
    const regular = full.map((row, i) => row.map((value, j) => value / 2 + (i === j ? 0.3 : 0)));
    const expected = solved(regular, b);
    const found = solve(factored(gram, width, 0.5, 0.3), Float64Array.from(b));
    expected.forEach((value, k) => expect(found[k]).toBeCloseTo(value, 9));
    const direct = b.reduce((sum, value, i) => sum + value * full[i]!.reduce((inner, entry, j) => inner + entry * b[j]!, 0), 0);
    expect(quadratic(gram, Float64Array.from(b))).toBeCloseTo(direct, 8);
  });

  test('products with every row, and sums of rows', () => {
    const weights = Float64Array.from({ length: width }, (_, k) => k - 2.5);
    const out = new Float64Array(26);
    project(features, weights, out);
    for (let row = 0; row < 26; row++) expect(out[row]).toBeCloseTo(product(features, row, weights), 10);
    const shares = Float64Array.from({ length: 26 }, (_, row) => (row % 2 ? 0 : row));
    const sum = weightedSum(features, shares);
    for (let k = 0; k < width; k++) expect(sum[k]).toBeCloseTo(Array.from(shares).reduce((all, s, row) => all + s * features.values[row * width + k]!, 0), 9);
  });

  test('a matrix that cannot be solved is refused', () => {
    expect(() => factored(new Float64Array([1, 0, 1, 1]), 2, 1, 0)).toThrow('penalty');
    expect(() => factored(new Float64Array([NaN]), 1, 1, 1)).toThrow('finite');
  });
});
