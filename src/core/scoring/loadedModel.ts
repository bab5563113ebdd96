import type { Calibration } from '../agreement/wrong.js';
import type { WrongModel } from '../wrong/model.js';
import type { DeviceName } from './deviceWish.js';
import type { DeviceChoice } from './scores.js';

/** What a loaded model is. */
export interface LoadedModel {
  readonly name: string;
  /** Hash of the model's files: half of a cache key. */
  readonly hash: string;
  readonly members: number;
  /** Fixed scale of its reward; null where the model has none. */
  readonly scale: number | null;
  readonly attributes: readonly string[];
  /** Its calibrated odds; null where the model has none. */
  readonly calibration: Calibration | null;
  /** Its own numbers for P(label wrong); left out or null where it brings none. */
  readonly wrong?: WrongModel | null;
  readonly choice: DeviceChoice;
  /** Further adapters of the same kind that may run it too, each in a process of its own. */
  readonly others?: readonly DeviceName[];
}
