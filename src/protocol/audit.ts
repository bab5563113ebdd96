/** What the page and the report know of an audit. */
import type { AuditResult, Consistency } from '../core/audit/result.js';

/** The last audit of a file, and where it stands. */
export interface AuditView extends AuditResult {
  readonly running: boolean;
  /** The first record of the sample that is not answered; null where all are, or the audit is over. */
  readonly next: number | null;
  readonly consistency: Consistency | null;
}
