import { logit } from './model.js';

const MOST_Z = 10;
const MOST_SIGN = 8;

/** What is known of a pair; NaN = missing. Lengths are in characters, `margin` in steps of a five-step scale. */
export interface PairEvidence {
  readonly mean: number;
  readonly z: number;
  readonly pSign: number;
  readonly preferredLength: number;
  readonly otherLength: number;
  readonly judge: number;
  readonly margin: number;
}

/** Writes the features of a pair, in the order of `FEATURES`. */
export function writeFeatures(of: PairEvidence, into: Float64Array, at = 0): void {
  into[at] = orZero(of.mean);
  into[at + 1] = limited(of.z, MOST_Z);
  into[at + 2] = limited(-logit(of.pSign), MOST_SIGN);
  into[at + 3] = orZero(Math.log((1 + of.preferredLength) / (1 + of.otherLength)));
  into[at + 4] = orZero(of.judge);
  into[at + 5] = orZero(of.margin);
}

function limited(value: number, most: number): number {
  return Number.isNaN(value) ? 0 : Math.min(most, Math.max(-most, value));
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
