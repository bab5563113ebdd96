import { allocate } from './allocate.js';
import type { ShareEstimate } from './recall.js';
import { stratifiedCount } from './stratified.js';

/** What an audit of a given size would look at, and how exactly it would speak if the labels are as wrong as is expected. */
export interface AuditPlan {
  readonly records: number;
  readonly sampled: number;
  /** Strata, and how many of the sample are in each. */
  readonly counts: readonly number[];
  readonly share: ShareEstimate;
}

/** The share of wrong labels that is expected where no model says anything. */
const UNKNOWN = 0.1;

/** Plans an audit of `size` records, or of all where there are fewer. */
export function planAudit(strata: readonly { readonly size: number; readonly expected: number | null }[], size: number): AuditPlan {
  const counts = allocate(strata, size);
  const records = strata.reduce((sum, each) => sum + each.size, 0);
  const shown = strata.map((stratum, i) => ({ size: stratum.size, answered: counts[i]!, wrong: Math.round(counts[i]! * (stratum.expected ?? UNKNOWN)) }));
  const { estimate, low, high } = stratifiedCount(shown);
  return { records, sampled: counts.reduce((sum, count) => sum + count, 0), counts, share: { estimate: estimate / records, low: low / records, high: high / records } };
}
