import type { Session } from '../../../core/session.js';

/** Files of fewer records are written for SQL when a filter needs them; others so long after they have been read. */
const FROM_RECORDS = 20_000;
const AFTER_MS = 1500;

/** Writes the metrics for SQL while nobody waits for them: the first filter of a large file then answers at once. */
export function warm(session: Session): void {
  if (session.table.count < FROM_RECORDS) return;
  // A file that is closed meanwhile refuses.
  setTimeout(() => void session.query('select 1 from records limit 1').catch(() => undefined), AFTER_MS).unref();
}
