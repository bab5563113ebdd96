import { sigmoid } from './logistic.js';

/** A slope below this says that the margins know nothing of the labels; they keep their order. */
const LEAST = 1e-3;
const STEPS = 60;
/** Labels that are added as if the margins were log-odds already: few labels do not overrule what the heads say of themselves. */
const ADDED = 10;

/**
 * The a of P(label right) = sigmoid(a margin) that fits margins of labels best; positive and finite. There is no intercept:
 * a pair and its mirror image are the same pair.
 */
export function calibrationSlope(margins: readonly number[]): number {
  const size = Math.sqrt(margins.reduce((sum, margin) => sum + margin * margin, 0) / margins.length);
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  // In units of `size`, of which the added labels are one from even. The likelihood is concave in the slope: its derivative
  // falls, and is found zero by halving.
  const units = margins.map((margin) => margin / size);
  const rises = (slope: number) => units.reduce((sum, unit) => sum + unit * sigmoid(-slope * unit), 0) + ADDED * (sigmoid(size) - sigmoid(slope)) > 0;
  let low = LEAST;
  let high = 1;
  while (rises(high) && high < 1e3) high *= 2;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (rises(middle)) low = middle;
    else high = middle;
  }
  return low / size;
}
