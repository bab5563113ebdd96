import { wilson, type Interval } from '../evaluate/wilson.js';
import type { LoggedStratum } from './lines.js';
import { recallOf, type ShareEstimate } from './recall.js';
import { stratifiedCount } from './stratified.js';

/** A stratum with its answers so far. */
export interface StratumResult extends LoggedStratum {
  /** Records of the sample that are in it. */
  readonly sampled: number;
  readonly answered: number;
  readonly wrong: number;
}

/** What an audit has found so far. Plain JSON. */
export interface AuditResult {
  /** When it began and ended (ISO 8601); `ended` is null while it goes on. */
  readonly started: string;
  readonly ended: string | null;
  /** Records of the file that it speaks of. */
  readonly records: number;
  readonly sampled: number;
  readonly answered: number;
  readonly wrong: number;
  /** Share of wrong labels in the file when the audit began, with its 95% interval; null without answers. */
  readonly share: ShareEstimate | null;
  /** Share of the wrong labels that the flags catch; null where none was found, or where flags divide nothing. */
  readonly recall: ShareEstimate | null;
  readonly strata: readonly StratumResult[];
}

/** How often the curator decided the same way when a record came back; null before the first. */
export interface Consistency {
  readonly same: number;
  readonly of: number;
  /** Wilson's 95% interval of the share. */
  readonly interval: Interval;
}

/** The estimates of an audit from its strata. */
export function estimates(strata: readonly StratumResult[]): Pick<AuditResult, 'records' | 'sampled' | 'answered' | 'wrong' | 'share' | 'recall' | 'strata'> {
  const sum = (of: (stratum: StratumResult) => number) => strata.reduce((total, stratum) => total + of(stratum), 0);
  const [records, answered] = [sum(({ size }) => size), sum((each) => each.answered)];
  const { estimate, low, high } = stratifiedCount(strata);
  const flagged = strata.filter((each) => each.flagged);
  const unflagged = strata.filter((each) => !each.flagged);
  const divided = flagged.length > 0 && unflagged.length > 0;
  return {
    records,
    sampled: sum((each) => each.sampled),
    answered,
    wrong: sum(({ wrong }) => wrong),
    share: answered === 0 ? null : { estimate: estimate / records, low: low / records, high: high / records },
    recall: divided ? recallOf(flagged, unflagged) : null,
    strata,
  };
}

/** Counts repetitions; null for none. */
export function consistencyOf(same: number, of: number): Consistency | null {
  const interval = wilson(same, of);
  return interval && { same, of, interval };
}
