import { t } from '@vscode/l10n';
import { randomStream } from '../fit/random.js';
import { multinomial } from './binomial.js';
import type { PairedDifference } from './report.js';
import { quantile } from './quantile.js';
import type { Interval } from './wilson.js';

/** What a difference is drawn from: records of one prompt are drawn together. */
export interface Drawn {
  /** Number of the prompt of each record, from 0. */
  readonly prompts: Uint32Array;
  readonly promptCount: number;
}

/** How often, and from which seed. */
export interface Draws {
  readonly draws: number;
  readonly seed: number;
}

/** Numbers prompts from 0, given any number of each record's prompt. */
export function numbered(keys: ArrayLike<number>): Drawn {
  const numbers = new Map<number, number>();
  const prompts = Uint32Array.from({ length: keys.length }, (_, i) => {
    let number = numbers.get(keys[i]!);
    if (number === undefined) numbers.set(keys[i]!, (number = numbers.size));
    return number;
  });
  return { prompts, promptCount: numbers.size };
}

/**
 * Mean of a - b over the records that have both (others are NaN), with the percentile interval of a bootstrap over prompts.
 * Prompts of equal sum and count are the same to a draw, so it draws how often each such kind comes up: exact, and its cost
 * does not grow with the file.
 */
export function pairedDifference(a: Float64Array, b: Float64Array, { prompts, promptCount }: Drawn, { draws, seed }: Draws): Omit<PairedDifference, 'a' | 'b'> {
  const sums = new Float64Array(promptCount);
  const counts = new Uint32Array(promptCount);
  for (let i = 0; i < a.length; i++) {
    const by = a[i]! - b[i]!;
    if (Number.isNaN(by)) continue;
    sums[prompts[i]!]! += by;
    counts[prompts[i]!]!++;
  }
  const kinds = kindsOf(sums, counts);
  const drawn = kinds.reduce((sum, { prompts: n }) => sum + n, 0);
  const records = kinds.reduce((sum, { count, prompts: n }) => sum + count * n, 0);
  const total = kinds.reduce((sum, kind) => sum + kind.sum * kind.prompts, 0);
  const reason = records === 0 ? t('No record is scored by both.') : drawn < 2 ? t('There is one prompt only.') : null;
  return { records, prompts: drawn, difference: records === 0 ? null : total / records, interval: reason === null ? interval(kinds, drawn, draws, seed) : null, reason };
}

interface Kind {
  readonly sum: number;
  readonly count: number;
  prompts: number;
}

function kindsOf(sums: Float64Array, counts: Uint32Array): Kind[] {
  const byCount = new Map<number, Map<number, Kind>>();
  const kinds: Kind[] = [];
  for (let prompt = 0; prompt < sums.length; prompt++) {
    const count = counts[prompt]!;
    if (count === 0) continue;
    const bySum = byCount.get(count) ?? new Map<number, Kind>();
    byCount.set(count, bySum);
    const sum = sums[prompt]!;
    const known = bySum.get(sum);
    if (known) known.prompts++;
    else {
      const kind = { sum, count, prompts: 1 };
      bySum.set(sum, kind);
      kinds.push(kind);
    }
  }
  return kinds;
}

function interval(kinds: readonly Kind[], prompts: number, draws: number, seed: number): Interval {
  const random = randomStream(seed);
  const weights = kinds.map((kind) => kind.prompts);
  const times = new Uint32Array(kinds.length);
  const means = Float64Array.from({ length: draws }, () => {
    multinomial(prompts, weights, prompts, random, times);
    let sum = 0;
    let count = 0;
    kinds.forEach((kind, k) => {
      sum += kind.sum * times[k]!;
      count += kind.count * times[k]!;
    });
    return sum / count;
  }).sort();
  return [quantile(means, 0.025), quantile(means, 0.975)];
}
