import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Pair = readonly [number, number];
interface Figures {
  readonly brier: number;
  readonly logLoss: number;
  readonly ece: number;
  readonly adaptiveEce: number;
}
interface Bins {
  readonly observed: readonly number[];
  readonly predicted: readonly number[];
}

interface Expected {
  readonly wilson: readonly { successes: number; n: number; interval: Pair }[];
  readonly reliability: readonly (Figures & { name: string; differences: number[]; slope: number; fixed?: Bins; adaptive?: Bins })[];
  readonly correlations: readonly { x: number[]; y: number[]; length: number[]; ranks: number[]; pearson: number; spearman: number; partial: number | null }[];
  readonly bestWeights: readonly { n: number; k: number; weights: number[] }[];
  readonly bestOfK: { records: { rewards: number[]; labels: number[] }[]; curve: { k: number; reward: number; label: number; kl: number }[] };
  readonly bradleyTerry: readonly { wins: number[][]; strengths: number[] }[];
  readonly binomials: readonly { n: number; p: number; mean: number; sd: number; ends: number[]; cdf: number[] }[];
  readonly paired: { prompts: number[]; a: (number | null)[]; b: (number | null)[]; records: number; promptCount: number; difference: number; interval: Pair };
  readonly pictures: readonly {
    differences: number[][];
    judge: number[];
    negative: number;
    negativeInterval: Pair;
    binSize: number;
    bins: { count: number; low: number; high: number; mean: number; sd: number; judged: number; agreement: number | null; interval: Pair | null }[];
  }[];
  readonly rewardBench: readonly { values: Record<string, number>; sections: Record<string, number>; value: number }[];
  readonly judgebench: {
    records: number;
    prompts: number;
    models: (Figures & { accuracy: number; interval: Pair; ties: number; lengthPearson: number; lengthSpearman: number; withinRecord: number; matched: { records: number; value: number } })[];
    ensemble: { accuracy: number; interval: Pair };
    longer: { value: number; interval: Pair };
    correlation: number[][];
    differences: number[];
    subsets: { subset: string; records: number; value: number; interval: Pair }[];
    macro: number;
    micro: number;
  };
}

/** What `test/fixtures/evaluate/expected.py` computed with statsmodels, scikit-learn, scipy, pingouin and fractions. */
export const expected = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/evaluate/expected.json'), 'utf8')) as Expected;

/** Nothing of `found` is off by more than 1e-9 (absolute, or relative to large values). */
export function off(found: readonly (number | null)[], should: readonly (number | null)[]): readonly unknown[] {
  const near = (a: number | null, b: number | null) => a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)));
  return found.length === should.length ? found.flatMap((value, i) => (near(value, should[i]!) ? [] : [[i, value, should[i]]])) : [[found.length, should.length]];
}
