import type { LabelledPrediction } from '../../flags/flag.js';
import { HELPSTEER_MAX, HELPSTEER_MIN } from '../../schemas/helpsteerRatings.js';
import type { AttributeColumns } from './attributes.js';

/** Steps from one end of a five-step scale to the other. */
const STEPS = 4;

/** Steps of the label's scale to one of the model's, which speaks on 0-4 unless it was fitted to the file; NaN where there is no label. */
function stretchOf({ min, max }: AttributeColumns, onFileScale: boolean): number {
  return onFileScale ? 1 : (max - min) / (HELPSTEER_MAX - HELPSTEER_MIN);
}

/** The sd of a prediction on the model's scale: the calibrated one, or the usual error on this file where that is larger; NaN where there is none. */
export function predictionSd(columns: AttributeColumns, index: number, k: 0 | 1, onFileScale: boolean): number {
  const sd = columns.predictedSd[k].get(index);
  return columns.usual > 0 ? Math.max(sd, columns.usual / stretchOf(columns, onFileScale)) : sd;
}

/** A label beside its prediction, both on the label's scale; null where either is missing. */
export function labelledPrediction(columns: AttributeColumns, index: number, k: 0 | 1, onFileScale: boolean): LabelledPrediction | null {
  const { attribute, label, predicted, min, max } = columns;
  const [value, mean] = [label[k].get(index), predicted[k].get(index)];
  const width = max - min;
  if (Number.isNaN(value) || Number.isNaN(mean) || !(width > 0)) return null;
  const stretch = stretchOf(columns, onFileScale);
  const there = onFileScale ? mean : min + (mean - HELPSTEER_MIN) * stretch;
  const sd = predictionSd(columns, index, k, onFileScale) * stretch;
  const distance = Math.abs(value - there);
  return { attribute, response: k, label: value, predicted: there, sd, sds: distance / sd, steps: (STEPS * distance) / width };
}
