import { wilson } from '../evaluate/wilson.js';
import type { RecordTable } from './table.js';

/** How many labels the models together agree with (a mean of 0 counts half), of how many, with Wilson's 95% interval of the share. */
export interface LabelAgreement {
  readonly agreed: number;
  readonly of: number;
  readonly interval: readonly [number, number];
}

/** The agreement over all records that have a preference and scores; null of none. */
export function labelAgreement(table: RecordTable): LabelAgreement | null {
  let [agreed, of] = [0, 0];
  for (let index = 0; index < table.count; index++) {
    const mean = table.columns.mean.get(index);
    if (Number.isNaN(mean) || table.dropped(index)) continue;
    of += 1;
    agreed += mean > 0 ? 1 : mean === 0 ? 0.5 : 0;
  }
  const interval = wilson(agreed, of);
  return interval && { agreed, of, interval };
}
