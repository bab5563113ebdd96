import type { LabelledPrediction } from '../flags/flag.js';

/**
 * P(a label is wrong) of ratings that a model predicts: a right label is normal around its prediction, a wrong one lies
 * anywhere on its scale. The largest over the predictions; NaN without any.
 */
export function outlierProbability(predictions: readonly LabelledPrediction[], prior: number): number {
  let most = NaN;
  for (const { sd, sds, steps } of predictions) {
    // In steps of a five-step scale, of which the whole scale has four.
    const error = sds > 0 ? steps / sds : sd;
    const right = ((1 - prior) * Math.exp(-(sds ** 2) / 2)) / (error * Math.sqrt(2 * Math.PI));
    const wrong = prior / 4;
    const p = wrong / (wrong + right);
    if (!(p <= most)) most = p;
  }
  return most;
}
