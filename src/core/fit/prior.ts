import { DEFAULT_CALIBRATION } from '../agreement/wrong.js';
import type { LoadedModel } from '../scoring/loadedModel.js';
import { OWN, type FeatureMatrix } from './matrix.js';

/**
 * The head that says what the model itself says: its mean reward in calibrated log-odds; of a model without a scale, one
 * scale is taken to be the sd of a difference between two of the file's rewards. Zero for a model without rewards.
 */
export function priorHead({ features, factors, embedding }: FeatureMatrix, { members, scale, calibration }: Pick<LoadedModel, 'members' | 'scale' | 'calibration'>): Float64Array {
  const head = new Float64Array(features.width);
  const factor = factors[embedding] ?? 0;
  // A reward that is the same everywhere says nothing.
  if (members === 0 || factor === 0) return head;
  const { slope } = calibration ?? DEFAULT_CALIBRATION;
  // Columns have sd `weight` in units of their own: factor = weight / sd.
  head[embedding] = scale === null ? slope / (Math.SQRT2 * OWN) : slope / scale / factor;
  return head;
}
