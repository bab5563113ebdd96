import type { Calibration } from '../agreement/wrong.js';

/** Evidence on a pair, "preferred minus other": each changes sign when the label is flipped, and is 0 where it is missing. */
export const FEATURES = ['difference', 'z', 'sign', 'logLength', 'judge', 'margin'] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * P(label wrong) = sigmoid(ln(prior / (1 - prior)) + sum of coefficient x feature), as `pWrong` of a `reward.json` gives it:
 * coefficients are below 0, for evidence that favours the preferred response makes a wrong label less probable.
 *
 * - `difference`: mean scaled difference of the voters' rewards.
 * - `z`: difference / (population sd / sqrt(voters - 1)), limited to -10..10; 0 for one voter.
 * - `sign`: log odds that the true mean is above 0 (`p_sign`), limited to -8..8; 0 for one voter.
 * - `logLength`: ln((1 + characters of preferred) / (1 + characters of other)).
 * - `judge`: judges that agree with the label less those that do not.
 * - `margin`: steps of a five-step scale by which the ratings put the stated choice above the other.
 */
export interface WrongModel {
  /** Share of wrong labels among those of which nothing else is known. */
  readonly prior: number;
  readonly coefficients: Readonly<Partial<Record<Feature, number>>>;
}

/** The share of wrong labels that is expected where nothing is known of a file. */
export const USUAL_PRIOR = 0.2;

/** A model of one voter that knows no more than its calibration: P(the preferred response is better) = sigmoid(slope x difference). */
export function ownModel({ slope }: Calibration): WrongModel {
  return { prior: USUAL_PRIOR, coefficients: { difference: -slope } };
}

/** ln(p / (1 - p)). */
export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** Log odds that the label is wrong; `base` stands in the place of the prior's where annotators say more (NaN: they do not). */
export function wrongLogOdds({ prior, coefficients }: WrongModel, features: ArrayLike<number>, base: number): number {
  let sum = Number.isNaN(base) ? logit(prior) : base;
  for (let k = 0; k < FEATURES.length; k++) sum += (coefficients[FEATURES[k]!] ?? 0) * features[k]!;
  return sum;
}

/** What each piece of evidence adds to the log odds that the label is wrong, those that add nothing left out. */
export function contributions({ coefficients }: WrongModel, features: ArrayLike<number>): readonly { readonly feature: Feature; readonly weight: number }[] {
  return FEATURES.map((feature, k) => ({ feature, weight: (coefficients[feature] ?? 0) * features[k]! })).filter(({ weight }) => weight !== 0);
}
