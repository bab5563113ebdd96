import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { below } from '../../../src/core/audit/hypergeometric.js';
import { markedInterval } from '../../../src/core/audit/markedInterval.js';
import { recallOf } from '../../../src/core/audit/recall.js';
import { stratifiedCount } from '../../../src/core/audit/stratified.js';
import { randomStream } from '../../../src/core/fit/random.js';

interface Expected {
  readonly tails: readonly { readonly x: number; readonly drawn: number; readonly marked: number; readonly size: number; readonly less: number; readonly equal: number }[];
  readonly intervals: readonly { readonly size: number; readonly answered: number; readonly wrong: number; readonly low: number; readonly high: number }[];
  readonly endless: readonly { readonly answered: number; readonly wrong: number; readonly low: number; readonly high: number }[];
}
const expected = JSON.parse(readFileSync(new URL('../../fixtures/audit/expected.json', import.meta.url), 'utf8')) as Expected;

describe('building blocks, as scipy and statsmodels have them', () => {
  it.each(expected.tails)('hypergeometric tails at $x of $drawn drawn from $size with $marked', ({ x, drawn, marked, size, less, equal }) => {
    const found = below(x, drawn, marked, size);
    // Logarithms of factorials of 151,000 have no more digits.
    expect(found.less).toBeCloseTo(less, 8);
    expect(found.equal).toBeCloseTo(equal, 8);
  });

  it.each(expected.intervals)('exact interval of $wrong wrong among $answered of $size', ({ low, high, ...shown }) => {
    expect(markedInterval(shown)).toEqual([low, high]);
  });

  it.each(expected.endless)('is Clopper and Pearson’s for $wrong of $answered where the file is much larger', ({ answered, wrong, low, high }) => {
    const size = 2_000_000;
    const [from, to] = markedInterval({ size, answered, wrong });
    expect(from / size).toBeCloseTo(low, 3);
    expect(to / size).toBeCloseTo(high, 3);
  });
});

interface Truth {
  readonly size: number;
  readonly wrong: number;
  readonly answered: number;
}

/** Strata of a file of `size` by their shares, with their rates of wrong labels and answers. */
function file(size: number, shares: readonly number[], rates: readonly number[], answers: readonly number[]): readonly Truth[] {
  return shares.map((share, i) => {
    const own = Math.round(size * share);
    return { size: own, wrong: Math.round(own * rates[i]!), answered: Math.min(own, answers[i]!) };
  });
}

const RUNS = 2000;
const FILES: readonly (readonly [string, readonly Truth[]])[] = [
  ['two strata, six answers', file(150_000, [0.8, 0.2], [0.02, 0.3], [3, 3])],
  ['two strata, fifty answers', file(150_000, [0.8, 0.2], [0.02, 0.3], [30, 20])],
  ['two strata, three hundred answers', file(150_000, [0.8, 0.2], [0.02, 0.3], [150, 150])],
  ['four strata, four percent', file(5000, [0.7, 0.15, 0.1, 0.05], [0, 0, 0.1, 0.5], [10, 10, 10, 10])],
  ['four strata, six percent', file(5000, [0.7, 0.15, 0.1, 0.05], [0.005, 0.05, 0.2, 0.6], [40, 20, 20, 20])],
  ['four strata, twelve percent', file(5000, [0.7, 0.15, 0.1, 0.05], [0.05, 0.1, 0.3, 0.8], [100, 60, 60, 80])],
  ['four strata, equal rates', file(5000, [0.7, 0.15, 0.1, 0.05], [0.2, 0.2, 0.2, 0.2], [40, 20, 20, 20])],
  ['eight strata, two answers each', file(2000, [0.5, 0.2, 0.05, 0.03, 0.1, 0.06, 0.04, 0.02], [0.01, 0.08, 0.3, 0.6, 0.03, 0.12, 0.35, 0.7], [2, 2, 2, 2, 2, 2, 2, 2])],
  ['eight strata, two hundred answers', file(2000, [0.5, 0.2, 0.05, 0.03, 0.1, 0.06, 0.04, 0.02], [0.01, 0.08, 0.3, 0.6, 0.03, 0.12, 0.35, 0.7], [60, 20, 10, 10, 40, 20, 20, 20])],
  ['a small file, half of it looked at', file(120, [0.5, 0.2, 0.2, 0.1], [0.02, 0.1, 0.3, 0.6], [30, 12, 12, 6])],
  ['one stratum', file(1000, [1], [0.07], [100])],
];

describe.each(FILES)('coverage in 2,000 seeded runs: %s', (_, truth) => {
  const all = truth.reduce((sum, { wrong }) => sum + wrong, 0);

  it('the share of wrong labels is in its interval in 93 to 99%', () => {
    const random = randomStream(11);
    let covered = 0;
    for (let run = 0; run < RUNS; run++) {
      const { low, high } = stratifiedCount(truth.map((stratum) => shown(stratum, random)));
      if (low <= all && all <= high) covered++;
    }
    expect(covered / RUNS).toBeGreaterThanOrEqual(0.93);
    expect(covered / RUNS).toBeLessThanOrEqual(0.991);
  });

  // With one stratum there is no such share.
  if (truth.length > 1) it('the share that the flags catch is in its interval in at least 93%', () => {
    const random = randomStream(12);
    const half = truth.length / 2;
    const caught = truth.slice(half).reduce((sum, { wrong }) => sum + wrong, 0) / all;
    let [covered, found] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const strata = truth.map((stratum) => shown(stratum, random));
      const recall = recallOf(strata.slice(half), strata.slice(0, half));
      if (!recall) continue;
      found++;
      if (recall.low <= caught && caught <= recall.high) covered++;
    }
    expect(covered / found).toBeGreaterThanOrEqual(0.93);
  });
});

/** What answers drawn one by one without replacement show. */
function shown({ size, wrong, answered }: Truth, random: () => number): { size: number; answered: number; wrong: number } {
  let found = 0;
  for (let i = 0; i < answered; i++) if (random() < (wrong - found) / (size - i)) found++;
  return { size, answered, wrong: found };
}

describe('edges', () => {
  it('knows nothing without answers, and everything when all are there', () => {
    expect(stratifiedCount([{ size: 30, answered: 0, wrong: 0 }])).toEqual({ estimate: 0, low: 0, high: 30 });
    expect(stratifiedCount([{ size: 30, answered: 30, wrong: 4 }, { size: 5, answered: 5, wrong: 0 }])).toEqual({ estimate: 4, low: 4, high: 4 });
  });

  it('takes a stratum without an answer as unknown altogether', () => {
    const { low, high } = stratifiedCount([{ size: 100, answered: 100, wrong: 10 }, { size: 50, answered: 0, wrong: 0 }]);
    expect([low, high]).toEqual([10, 60]);
  });

  it('has no recall where no wrong label was found, and a whole one where all are known', () => {
    expect(recallOf([{ size: 10, answered: 5, wrong: 0 }], [{ size: 10, answered: 5, wrong: 0 }])).toBeNull();
    const { low, estimate, high } = recallOf([{ size: 10, answered: 10, wrong: 3 }], [{ size: 10, answered: 10, wrong: 1 }])!;
    for (const end of [low, estimate, high]) expect(end).toBeCloseTo(0.75, 5);
  });
});
