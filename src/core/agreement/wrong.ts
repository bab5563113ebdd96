/** Logistic map from a scaled difference to P(the preferred response is better); a model's own is in its `reward.json`. */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * For scores that carry no calibration, as those in a file: one sd of the voter's differences multiplies the odds by e.
 * 2401.06080 reports agreement of .164 to .956 over its sorted bins, which a slope near 1 spans.
 */
export const DEFAULT_CALIBRATION: Calibration = { slope: 1, intercept: 0 };

/** P(label wrong), from the ensemble's mean difference (preferred minus other) alone. */
export function wrongProbability(mean: number, calibration: Calibration): number {
  return 1 / (1 + Math.exp(calibration.intercept + calibration.slope * mean));
}
