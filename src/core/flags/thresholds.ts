import { t } from '@vscode/l10n';

/** Limits of the flags; settings may change each. */
export interface Thresholds {
  /** contested: least P(true mean < 0). */
  readonly contestedSign: number;
  /** low-agreement: largest spread of marks that is still agreement, as a share of the attribute's scale (2 of 0-4). */
  readonly spreadShare: number;
  /** low-agreement: where votes are on both sides, the majority must have more than this share. */
  readonly majorityShare: number;
  /** contradiction: least step (on the scale of goodness, or of the attribute) by which the labels prefer another response. */
  readonly contradictionStep: number;
  /** label-mismatch: a label must be more than so many calibrated sds from its prediction. */
  readonly mismatchSd: number;
  /** label-mismatch: and at least so many steps of a five-step scale. */
  readonly mismatchSteps: number;
  /** ambiguous: means nearer to 0 than this, in units of the voters' scales. */
  readonly ambiguousMean: number;
  /** high-variance: share of each bin of similar means that has the highest sd. */
  readonly varianceShare: number;
  /** high-variance: how many bins of equal count. */
  readonly varianceBins: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  contestedSign: 0.9,
  spreadShare: 0.5,
  majorityShare: 2 / 3,
  contradictionStep: 1,
  mismatchSd: 2,
  mismatchSteps: 1.5,
  ambiguousMean: 0.25,
  varianceShare: 0.1,
  varianceBins: 10,
};

/** Least and largest value of each. */
const RANGES: Readonly<Record<keyof Thresholds, readonly [number, number]>> = {
  contestedSign: [0.5, 1],
  spreadShare: [0, 1],
  majorityShare: [0, 1],
  contradictionStep: [0, 100],
  mismatchSd: [0, 100],
  mismatchSteps: [0, 4],
  ambiguousMean: [0, 100],
  varianceShare: [0, 1],
  varianceBins: [1, 1000],
};

/** Names of the thresholds, and what each may be. */
export const THRESHOLD_RANGES = Object.entries(RANGES) as readonly (readonly [keyof Thresholds, readonly [number, number]])[];

/** The thresholds with some of them changed. Throws for a name that is none and for a value out of its range. */
export function withThresholds(changes: Readonly<Record<string, unknown>>): Thresholds {
  const found: Record<keyof Thresholds, number> = { ...DEFAULT_THRESHOLDS };
  for (const [name, value] of Object.entries(changes)) {
    const range = Object.hasOwn(RANGES, name) ? RANGES[name as keyof Thresholds] : null;
    if (range === null) throw new Error(t('There is no threshold {0}. Thresholds: {1}.', name, Object.keys(RANGES).join(', ')));
    const [least, most] = range;
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw new Error(t('The threshold {0} must be a number from {1} to {2}, not {3}.', name, least, most, String(value)));
    }
    found[name as keyof Thresholds] = name === 'varianceBins' ? Math.round(value) : value;
  }
  return found;
}
