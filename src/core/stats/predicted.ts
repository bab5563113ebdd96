import type { RatedItems } from '../agreement/ratedItems.js';
import type { RecordTable } from '../query/table.js';
import type { MarkList } from './markList.js';

/** Items with a prediction, and P(category) of each by it: `probabilities[item * categories + category]`. */
export interface PredictedItems {
  readonly rated: RatedItems;
  readonly probabilities: Float64Array;
}

/** A prediction is never surer than this share of the step between categories. */
const LEAST_SD = 0.1;

/**
 * The items of a list that a model predicts the attribute of, with the normal density of its mean and sd at each category
 * as probabilities; null where there are none. Predictions are of responses 1 and 2, and no pool's but the unnamed one.
 */
export function predictedItems(list: MarkList, rated: RatedItems, table: RecordTable): PredictedItems | null {
  const columns = list.pool === null ? table.attributes.all.find(({ attribute, pool }) => attribute === list.attribute && pool === null) : undefined;
  if (!columns) return null;
  const { categories } = rated;
  const least = LEAST_SD * Math.min(...categories.slice(1).map((value, i) => value - categories[i]!));
  const [starts, kept, probabilities] = [[0], [] as number[], [] as number[]];
  for (let item = 0; item < list.marked; item++) {
    const response = list.responses.at(item);
    if (response > 1) continue;
    const index = list.records.at(item);
    const mean = columns.predicted[response as 0 | 1].get(index);
    const sd = columns.predictedSd[response as 0 | 1].get(index);
    if (!Number.isFinite(mean)) continue;
    probabilities.push(...density(categories, mean, Math.max(least, Number.isFinite(sd) ? sd : 0)));
    for (let i = rated.starts[item]!; i < rated.starts[item + 1]!; i++) kept.push(i);
    starts.push(kept.length);
  }
  if (starts.length === 1) return null;
  return {
    rated: { categories, starts: Uint32Array.from(starts), places: Uint32Array.from(kept, (i) => rated.places[i]!), raters: rated.raters && Uint32Array.from(kept, (i) => rated.raters![i]!) },
    probabilities: Float64Array.from(probabilities),
  };
}

function density(categories: readonly number[], mean: number, sd: number): number[] {
  const logs = categories.map((value) => -((value - mean) ** 2) / (2 * sd * sd));
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
