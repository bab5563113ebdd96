import type { OwnFlag } from '../flags/own/ownFlag.js';
import type { Thresholds } from '../flags/thresholds.js';

/** What a file is judged by beside its own numbers. */
export interface JudgingOptions {
  readonly thresholds: Thresholds;
  readonly ownFlags: readonly OwnFlag[];
}
