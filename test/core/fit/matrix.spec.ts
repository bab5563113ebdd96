import { expect, test } from 'vitest';
import { featureMatrix } from '../../../src/core/fit/matrix.js';
import { priorHead } from '../../../src/core/fit/prior.js';
import { SURFACE_FEATURES, surfaceFeatures } from '../../../src/core/fit/surface.js';
import { TextRows } from '../../../src/core/fit/textRows.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { Random } from '../../support/random.js';
import { normal, product } from './support.js';

const random = new Random(2);
const rewards = Array.from({ length: 40 }, () => 3 + 5 * normal(random));
const texts = new TextRows(sha256Hex16);
rewards.forEach((reward, i) => {
  const input = { prompt: [{ role: 'user', text: `Question ${i >> 1}` }], response: `Answer ${'really '.repeat(i)}${i}` };
  // Two numbers of embedding, the second the same everywhere; a reward; an attribute.
  texts.add(texts.key(input), input, { numbers: Float32Array.of(normal(random), 0.1, reward, i % 3), size: 2 });
});
const matrix = featureMatrix(texts);
const { features } = matrix;
const column = (k: number) => Array.from({ length: 40 }, (_, row) => features.values[row * features.width + k]!);

test('columns have mean 0 and one size each, whatever their units; one that does not vary is 0', () => {
  expect(features.width).toBe(4 + SURFACE_FEATURES + 1);
  const sds = Array.from({ length: features.width - 1 }, (_, k) => {
    expect(column(k).reduce((sum, value) => sum + value, 0) / 40).toBeCloseTo(0, 4);
    return Math.sqrt(column(k).reduce((sum, value) => sum + value ** 2, 0) / 40);
  });
  expect(sds[0]).toBeCloseTo(1, 5);
  expect(sds[1]).toBe(0);
  expect(sds[2]).toBeCloseTo(sds[3]!, 3);
  expect(new Set(column(features.width - 1)).size).toBe(1);
});

test('the prior head says the model\'s calibrated log-odds', () => {
  const head = priorHead(matrix, { members: 3, scale: 4, calibration: { slope: 2, intercept: 0 } });
  for (let row = 1; row < 40; row++) {
    const said = product(features, row, head) - product(features, row - 1, head);
    expect(said).toBeCloseTo((2 * (rewards[row]! - rewards[row - 1]!)) / 4, 4);
  }
});

test('without a scale one sd of the file\'s differences is one unit; without rewards nothing is said', () => {
  const head = priorHead(matrix, { members: 1, scale: null, calibration: null });
  const said = rewards.map((_, row) => product(features, row, head));
  // Two independent rewards differ by an sd of 1.
  const mean = said.reduce((sum, value) => sum + value, 0) / 40;
  expect(Math.sqrt((2 * said.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 40)).toBeCloseTo(1, 3);
  expect([...priorHead(matrix, { members: 0, scale: null, calibration: null })].every((weight) => weight === 0)).toBe(true);
});

test.each([
  ['nothing', '', ''],
  ['no words', '?!', '...\n\n\n'],
  ['one huge word', 'q', 'w'.repeat(300_000)],
  ['many words', 'a b c '.repeat(50_000), 'c b a '.repeat(50_000)],
  ['lone surrogates', '\ud800', 'x \udfff'],
  ['names of an object\'s own', '__proto__ constructor', 'constructor __proto__ toString'],
])('surface features of %s are finite', (_, prompt, response) => {
  const found = surfaceFeatures(prompt, response);
  expect(found).toHaveLength(SURFACE_FEATURES);
  expect([...found].every((value) => Number.isFinite(value) && Math.abs(value) < 1e5)).toBe(true);
});

test('surface features of a text that can be counted by hand', () => {
  const found = surfaceFeatures('the cat sat on the mat', 'The cat sat. A dog, too?');
  expect(found[0]).toBeCloseTo(Math.log(25), 5);
  expect(found[2]).toBeCloseTo(Math.log(7), 5);
  // the, cat, sat of six words; "the cat" and "cat sat" of its pairs.
  expect(found[3]).toBeCloseTo(3 / 6, 5);
  expect(found[4]).toBeCloseTo(2 / 6, 5);
  // First places 0, 1, 2 of 6.
  expect(found[5]).toBeCloseTo(3 / (3 * 6), 5);
  expect(found[8]).toBeCloseTo(Math.log(3), 5);
  expect(found[10]).toBeCloseTo(1 / 6, 5);
});
