import { itemCount, NOBODY, type RatedItems, type Undefined } from './ratedItems.js';
import { agreementWithOthers, consensusLikelihood, majority, majorityError, withConsensus } from './crowdlabParts.js';

/** What CROWDLAB (2210.06812) makes of annotators' marks and a model's predictions. */
export interface Crowdlab {
  /** P(class) of each item, by its marks and the model: `posterior[item * classes + class]`. */
  readonly posterior: Float64Array;
  /** The class (place in `categories`) that the posterior of the majority's weights says; the majority where two are as probable. */
  readonly consensus: Uint32Array;
  /** The posterior of the consensus. */
  readonly quality: Float64Array;
  readonly modelWeight: number;
  readonly raterWeights: ReadonlyMap<number, number>;
  /** Quality of each annotator: the posterior of their marks and their agreement with the consensus, mixed by the weights. Null for one whose items nobody else marked. */
  readonly raterQuality: ReadonlyMap<number, number | null>;
}

/** Weights are at least this. */
const LEAST = 1e-6;

/**
 * CROWDLAB with consensus by best quality. `probabilities[item * classes + class]`: the model's, of data it was not fitted
 * on. An annotator who shares no item gets the mean agreement of the others.
 */
export function crowdlab(rated: RatedItems, probabilities: Float64Array): Crowdlab | Undefined {
  const { categories, raters, starts } = rated;
  const k = categories.length;
  if (raters === null || raters.includes(NOBODY)) return 'noNames';
  if (k < 2) return 'oneScaleValue';
  if (!starts.some((start, item) => item > 0 && start - starts[item - 1]! > 1)) return 'noPairs';
  const first = majority(rated, probabilities);
  const consensus = best(weigh(rated, probabilities, first).posterior, first, k);
  const { posterior, modelWeight, raterWeights } = weigh(rated, probabilities, consensus);
  const quality = Float64Array.from(consensus, (c, item) => posterior[item * k + c]!);
  return { posterior, consensus, quality, modelWeight, raterWeights, raterQuality: raterQuality(rated, posterior, consensus, modelWeight, raterWeights) };
}

/** Weights and posterior, where `consensus` is held for true. */
function weigh(rated: RatedItems, probabilities: Float64Array, consensus: Uint32Array) {
  const { categories, starts, places, raters } = rated;
  const [n, k] = [itemCount(rated), categories.length];
  const error = Math.max(LEAST, majorityError(rated, consensus));
  const likelihood = consensusLikelihood(rated, consensus);
  const raterWeights = new Map([...agreementWithOthers(rated)].map(([rater, agreement]) => [rater, Math.max(LEAST, 1 - (1 - agreement) / error)]));
  const modelWeight = Math.max(LEAST, 1 - modelError(rated, probabilities, consensus) / error) * Math.sqrt(places.length / n);
  const posterior = probabilities.map((p) => p * modelWeight);
  for (let item = 0; item < n; item++) {
    let total = modelWeight;
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const weight = raterWeights.get(raters![i]!)!;
      total += weight;
      for (let c = 0; c < k; c++) posterior[item * k + c]! += weight * (places[i] === c ? likelihood : (1 - likelihood) / (k - 1));
    }
    for (let c = 0; c < k; c++) posterior[item * k + c]! /= total;
  }
  return { posterior, modelWeight, raterWeights };
}

/** Share of items with two marks or more whose most probable class is not the consensus. */
function modelError({ categories, starts }: RatedItems, probabilities: Float64Array, consensus: Uint32Array): number {
  const k = categories.length;
  let [wrong, of] = [0, 0];
  for (let item = 0; item + 1 < starts.length; item++) {
    if (starts[item + 1]! - starts[item]! < 2) continue;
    let most = 0;
    for (let c = 1; c < k; c++) if (probabilities[item * k + c]! > probabilities[item * k + most]!) most = c;
    of++;
    if (most !== consensus[item]) wrong++;
  }
  return wrong / of;
}

function best(posterior: Float64Array, majority: Uint32Array, k: number): Uint32Array {
  return majority.map((fallback, item) => {
    const own = posterior.subarray(item * k, (item + 1) * k);
    const most = Math.max(...own);
    return own.indexOf(most) === own.lastIndexOf(most) ? own.indexOf(most) : fallback;
  });
}

function raterQuality(rated: RatedItems, posterior: Float64Array, consensus: Uint32Array, modelWeight: number, weights: ReadonlyMap<number, number>): Map<number, number | null> {
  const { categories, starts, places, raters } = rated;
  const marks = new Map<number, { sum: number; count: number }>();
  for (let item = 0; item + 1 < starts.length; item++) {
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const own = marks.get(raters![i]!) ?? { sum: 0, count: 0 };
      own.sum += posterior[item * categories.length + places[i]!]!;
      own.count++;
      marks.set(raters![i]!, own);
    }
  }
  const perItem = places.length / itemCount(rated) / weights.size;
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0) * perItem;
  const share = modelWeight / (modelWeight + all);
  const agreed = withConsensus(rated, consensus);
  return new Map([...marks].map(([rater, { sum, count }]) => {
    const agreement = agreed.get(rater);
    return [rater, agreement === undefined ? null : share * (sum / count) + (1 - share) * agreement];
  }));
}
