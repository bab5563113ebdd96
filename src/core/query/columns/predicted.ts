import type { LabelledPrediction } from '../../flags/flag.js';
import { HELPSTEER_MAX, HELPSTEER_MIN } from '../../schemas/helpsteerRatings.js';
import type { AttributeColumns } from './attributes.js';

/** Steps from one end of a five-step scale to the other. */
const STEPS = 4;

/**
 * A label beside its prediction, both on the label's scale; null where either is missing. A model speaks on 0-4 unless it was
 * fitted to the file. The sd is the calibrated one, or the usual error on this file where that is larger.
 */
export function labelledPrediction({ attribute, label, predicted, predictedSd, min, max, usual }: AttributeColumns, index: number, k: 0 | 1, onFileScale: boolean): LabelledPrediction | null {
  const [value, mean, error] = [label[k].get(index), predicted[k].get(index), predictedSd[k].get(index)];
  const width = max - min;
  if (Number.isNaN(value) || Number.isNaN(mean) || !(width > 0)) return null;
  const stretch = onFileScale ? 1 : width / (HELPSTEER_MAX - HELPSTEER_MIN);
  const there = onFileScale ? mean : min + (mean - HELPSTEER_MIN) * stretch;
  const sd = Math.max(error * stretch, usual);
  const distance = Math.abs(value - there);
  return { attribute, response: k, label: value, predicted: there, sd, sds: distance / sd, steps: (STEPS * distance) / width };
}
