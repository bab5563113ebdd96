import { describe, expect, test } from 'vitest';
import { largestGood, PENALTIES } from '../../../src/core/fit/choosePenalty.js';
import { crossFitPairs } from '../../../src/core/fit/pairs.js';
import { crossFitRatings } from '../../../src/core/fit/ratings.js';
import type { Examples } from '../../../src/core/fit/examples.js';
import { Random } from '../../support/random.js';
import { auroc, finish, neighbours, normal, normalRows, product, singles, solved } from './support.js';

const FOLDS = 5;
const options = (width: number) => ({ folds: FOLDS, members: 10, seed: 1, prior: new Float64Array(width) });
const foldOfPairRow = (row: number) => (row >> 1) % FOLDS;

function planted(pairs: number, width: number, seed: number) {
  const random = new Random(seed);
  const features = normalRows(2 * pairs, width, random);
  const truth = Array.from({ length: width }, () => normal(random) / Math.sqrt(width));
  const flipped = Array.from({ length: pairs }, () => random.next() < 0.2);
  const better = Array.from({ length: pairs }, (_, pair) => product(features, 2 * pair, truth) > product(features, 2 * pair + 1, truth) !== flipped[pair]!);
  return { features, flipped, examples: neighbours(pairs, FOLDS, (pair) => better[pair]!), foldOfRow: Uint8Array.from({ length: 2 * pairs }, (_, row) => foldOfPairRow(row)), better };
}

const meanMargins = (rewards: readonly Float64Array[], { plus, minus }: Examples) =>
  Array.from(plus, (row, i) => rewards.reduce((sum, list) => sum + list[row]! - list[minus[i]!]!, 0) / rewards.length);

describe('pairs', () => {
  test('flipped labels are found out of fold', () => {
    const { features, flipped, examples, foldOfRow } = planted(1500, 20, 1);
    const { rewards, accuracy } = finish(crossFitPairs(features, examples, foldOfRow, options(features.width)));
    expect(auroc(meanMargins(rewards, examples).map((margin) => -margin), flipped)).toBeGreaterThan(0.9);
    // At most what the labels that are not flipped allow.
    expect(accuracy).toBeGreaterThan(0.7);
    expect(accuracy).toBeLessThan(0.82);
  });

  test('labels of chance cannot be learned, however many features there are', () => {
    const random = new Random(9);
    const pairs = 400;
    const features = normalRows(2 * pairs, 200, random);
    const examples = neighbours(pairs, FOLDS, () => random.next() < 0.5);
    const foldOfRow = Uint8Array.from({ length: 2 * pairs }, (_, row) => foldOfPairRow(row));
    const { accuracy, rewards } = finish(crossFitPairs(features, examples, foldOfRow, options(features.width)));
    // Heads that had seen their own labels would be right on nearly all: 200 weights for 400 pairs.
    expect(accuracy).toBeGreaterThan(0.42);
    expect(accuracy).toBeLessThan(0.58);
    const surest = Math.max(...meanMargins(rewards, examples).map(Math.abs));
    expect(surest).toBeLessThan(1.5);
  });

  test('a prompt\'s own labels do not move its scores, but for the one slope of its fold', () => {
    const { features, examples, foldOfRow, better } = planted(300, 12, 3);
    const before = finish(crossFitPairs(features, examples, foldOfRow, options(features.width)));
    // All labels of fold 2 turned round.
    const turned = neighbours(300, FOLDS, (pair) => (pair % FOLDS === 2 ? !better[pair]! : better[pair]!));
    const after = finish(crossFitPairs(features, turned, foldOfRow, options(features.width)));
    expect(after.penalties[2]).toBe(before.penalties[2]);
    const inFold = Array.from(foldOfRow.keys()).filter((row) => foldOfRow[row] === 2);
    for (let member = 0; member < 10; member++) {
      const ratio = after.rewards[member]![inFold[0]!]! / before.rewards[member]![inFold[0]!]!;
      for (const row of inFold) expect(after.rewards[member]![row]! / before.rewards[member]![row]!).toBeCloseTo(ratio, 6);
    }
    // Rows of other folds do move.
    const other = Array.from(foldOfRow.keys()).filter((row) => foldOfRow[row] === 1);
    const ratios = other.map((row) => after.rewards[0]![row]! / before.rewards[0]![row]!);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect((Math.max(...ratios) - Math.min(...ratios)) / Math.abs(mean)).toBeGreaterThan(0.1);
  });

  test('turning every label round turns every reward round: which of a pair stands first teaches nothing', () => {
    const { features, examples, foldOfRow, better } = planted(300, 12, 4);
    const one = finish(crossFitPairs(features, examples, foldOfRow, options(features.width)));
    const other = finish(crossFitPairs(features, neighbours(300, FOLDS, (pair) => !better[pair]!), foldOfRow, options(features.width)));
    one.rewards.forEach((list, member) => list.forEach((reward, row) => expect(other.rewards[member]![row]).toBeCloseTo(-reward, 8)));
    expect(other.scale).toBeCloseTo(one.scale, 8);
  });

  test('rewards are log-odds: labels are right as often as the sigmoid says', () => {
    const random = new Random(21);
    const pairs = 4000;
    const features = normalRows(2 * pairs, 5, random);
    const truth = [1, -1, 0.5, 0, 0];
    const examples = neighbours(pairs, FOLDS, (pair) => random.next() < 1 / (1 + Math.exp(product(features, 2 * pair + 1, truth) - product(features, 2 * pair, truth))));
    const { rewards } = finish(crossFitPairs(features, examples, Uint8Array.from({ length: 2 * pairs }, (_, row) => foldOfPairRow(row)), options(5)));
    const margins = meanMargins(rewards, examples);
    for (const [low, high] of [[0.2, 0.8], [0.8, 1.6], [1.6, 4]] as const) {
      const inside = margins.filter((margin) => Math.abs(margin) >= low && Math.abs(margin) < high);
      const said = inside.reduce((sum, margin) => sum + 1 / (1 + Math.exp(-Math.abs(margin))), 0) / inside.length;
      expect(inside.filter((margin) => margin > 0).length / inside.length).toBeCloseTo(said, 1);
    }
  });

  test('the same again, number for number', () => {
    const { features, examples, foldOfRow } = planted(200, 8, 5);
    expect(finish(crossFitPairs(features, examples, foldOfRow, options(features.width)))).toEqual(finish(crossFitPairs(features, examples, foldOfRow, options(features.width))));
  });
});

describe('ratings', () => {
  const random = new Random(31);
  const rows = 250;
  const width = 6;
  const features = normalRows(rows, width, random);
  features.values.forEach((_, at) => void (at % width === 5 && (features.values[at] = 100)));
  const values = Float64Array.from({ length: rows }, (_, row) => Math.max(0, Math.min(4, Math.round(2.5 + product(features, row, [0.8, -0.4, 0, 0, 0, 0]) + 0.5 * normal(random)))));
  const examples = singles(rows, FOLDS);
  const attribute = { attribute: 'helpfulness', min: 0, max: 4, values };
  const [fit] = finish(crossFitRatings(features, examples, [attribute], examples.fold, FOLDS));

  test('predictions are those of a ridge over the other folds alone', () => {
    for (let fold = 0; fold < FOLDS; fold++) {
      const training = Array.from(values.keys()).filter((row) => row % FOLDS !== fold);
      const x = (row: number, k: number) => features.values[row * width + k]!;
      const at = [0, 1, 2, 3, 4, 5];
      const penalty = fit!.penalties[fold]! * training.length;
      const gram = at.map((a) => at.map((b) => training.reduce((sum, row) => sum + x(row, a) * x(row, b), a === b ? penalty : 0)));
      const head = solved(gram, at.map((a) => training.reduce((sum, row) => sum + x(row, a) * (values[row]! - 2), 0)));
      for (let row = fold; row < rows; row += FOLDS) {
        expect(fit!.predicted[row]).toBeCloseTo(Math.min(4, Math.max(0, 2 + product(features, row, head))), 6);
      }
    }
  });

  test('the penalty is the largest that predicts the training folds from each other about as well as the best', () => {
    const x = (row: number) => Array.from({ length: width }, (_, k) => features.values[row * width + k]!);
    const losses = PENALTIES.map((penalty) => [1, 2, 3, 4].map((held) => {
      const training = Array.from(values.keys()).filter((row) => row % FOLDS !== 0 && row % FOLDS !== held);
      const gram = x(0).map((_, a) => x(0).map((_, b) => training.reduce((sum, row) => sum + x(row)[a]! * x(row)[b]!, a === b ? penalty * training.length : 0)));
      const head = solved(gram, x(0).map((_, a) => training.reduce((sum, row) => sum + x(row)[a]! * (values[row]! - 2), 0)));
      return Array.from(values.keys()).filter((row) => row % FOLDS === held).reduce((sum, row) => sum + (values[row]! - 2 - product(features, row, head)) ** 2, 0);
    }));
    expect(fit!.penalties[0]).toBe(PENALTIES[largestGood(losses)]);
  });

  test('about as well: within one standard error of the difference', () => {
    // Differences to the second: (1, 1, 1, 5): mean 2, standard error 1; (1, 1, 1, 13): mean 4, standard error 3.
    expect(largestGood([[9, 9, 9, 9], [0, 0, 0, 0], [1, 1, 1, 5], [1, 1, 1, 13]])).toBe(1);
    // (-1, 3, 0, 0): mean .5, standard error .87.
    expect(largestGood([[0, 0, 0, 0], [-1, 3, 0, 0], [3, 3, 3, 3]])).toBe(1);
  });

  test('the error of a fold is that of the others, and close to the noise', () => {
    const errors = Array.from(values, (value, row) => ({ row, error: fit!.predicted[row]! - value }));
    const others = errors.filter(({ row }) => row % FOLDS !== 3).map(({ error }) => error ** 2);
    expect(fit!.sd[3]).toBeCloseTo(Math.sqrt(others.reduce((sum, each) => sum + each, 0) / others.length), 10);
    expect(fit!.sd[3]).toBeLessThan(0.75);
    expect(fit!.correlation).toBeGreaterThan(0.7);
  });

  test('attributes fitted together are as fitted alone', () => {
    const other = { attribute: 'verbosity', min: 1, max: 5, values: values.map((value, row) => 1 + ((value + row) % 5)) };
    const together = finish(crossFitRatings(features, examples, [other, attribute], examples.fold, FOLDS));
    expect(together[1]!.predicted).toEqual(fit!.predicted);
    expect([...together[0]!.predicted].every((value) => value >= 1 && value <= 5)).toBe(true);
  });
});

test('20,000 responses of 400 features are fitted', () => {
  const { features, flipped, examples, foldOfRow } = planted(10_000, 400, 77);
  const { rewards } = finish(crossFitPairs(features, examples, foldOfRow, options(features.width)));
  const margins = meanMargins(rewards, examples).slice(0, 2000);
  expect(auroc(margins.map((margin) => -margin), flipped.slice(0, 2000))).toBeGreaterThan(0.85);
});
