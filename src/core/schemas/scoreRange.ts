import { numberOrNull } from './fields.js';

/** Ends of a scale that a file does not state. */
export interface ScoreRange {
  readonly min: number;
  readonly max: number;
}

/** The whole numbers from 0 that hold these scores; 0 to 1 where there are none. */
export function scoreRange(values: readonly unknown[]): ScoreRange {
  let min = 0;
  let max = 0;
  for (const value of values) {
    const score = numberOrNull(value);
    if (score === null) continue;
    min = Math.min(min, Math.floor(score));
    max = Math.max(max, Math.ceil(score));
  }
  return { min, max: max > 0 || min < 0 ? max : 1 };
}
