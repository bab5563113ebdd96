import { t } from '@vscode/l10n';
import { logLoss, sigmoid } from '../fit/logistic.js';
import { quantile } from './quantile.js';
import type { Reliability, ReliabilityBin } from './report.js';

/** Bins between 1/2 and 1. */
const BINS = 10;

/** Confidence of each scored pair, and whether the labels agree (1, 0, 1/2 for a tie). */
interface Told {
  readonly confidence: Float64Array;
  readonly right: Float64Array;
}

/** How far sigmoid(slope * difference) can be believed; differences are better minus worse, NaN = not scored. */
export function reliabilityOf(differences: Float64Array, slope: number): Omit<Reliability, 'probability'> {
  const margins = differences.filter((difference) => !Number.isNaN(difference)).map((difference) => slope * difference);
  const pairs = margins.length;
  const told = { confidence: margins.map((margin) => sigmoid(Math.abs(margin))), right: margins.map((margin) => (margin > 0 ? 1 : margin < 0 ? 0 : 0.5)) };
  const sorted = Float64Array.from(told.confidence).sort();
  const fixed = binned(told, Array.from({ length: BINS + 1 }, (_, i) => (BINS + i) / (2 * BINS)));
  const adaptive = pairs === 0 ? [] : binned(told, Array.from({ length: BINS + 1 }, (_, i) => quantile(sorted, i / BINS)));
  return {
    slope,
    pairs,
    brier: mean(margins, (margin) => sigmoid(-margin) ** 2),
    logLoss: mean(margins, logLoss),
    ece: expectedError(fixed, pairs),
    adaptiveEce: expectedError(adaptive, pairs),
    fixed,
    adaptive,
    reason: pairs === 0 ? t('No labelled pair here is scored.') : null,
  };
}

/** Bins by their ends, upper end included; empty ones are left out. */
function binned({ confidence, right }: Told, ends: readonly number[]): ReliabilityBin[] {
  const bins = ends.slice(1).map((high, i) => ({ low: ends[i]!, high, pairs: 0, predicted: 0, observed: 0 }));
  for (let pair = 0; pair < confidence.length; pair++) {
    const value = confidence[pair]!;
    let place = 0;
    while (place < bins.length - 1 && value > bins[place]!.high) place++;
    const bin = bins[place]!;
    bin.pairs++;
    bin.predicted += value;
    bin.observed += right[pair]!;
  }
  return bins.flatMap((bin) => (bin.pairs === 0 ? [] : [{ ...bin, predicted: bin.predicted / bin.pairs, observed: bin.observed / bin.pairs }]));
}

function expectedError(bins: readonly ReliabilityBin[], pairs: number): number | null {
  return pairs === 0 ? null : bins.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.observed - bin.predicted), 0) / pairs;
}

function mean(margins: Float64Array, value: (margin: number) => number): number | null {
  let sum = 0;
  for (const margin of margins) sum += value(margin);
  return margins.length === 0 ? null : sum / margins.length;
}
