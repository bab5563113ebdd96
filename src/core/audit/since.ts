import type { HistoryLine } from '../reviews/history.js';
import { inEffect } from '../reviews/history.js';
import { outcomeOf } from '../reviews/state.js';

/** What was done to a record from a time on (ISO 8601). */
function from(history: readonly HistoryLine[], since: string): readonly HistoryLine[] {
  return history.filter(({ time }) => time >= since);
}

/** True where a record was decided from a time on: accepted, or edited. */
export function decidedSince(history: readonly HistoryLine[], since: string): boolean {
  const { edits, reviews } = inEffect(from(history, since));
  return edits.length > 0 || reviews.some(({ review }) => review.kind === 'accept');
}

/** Whether a record's label was found wrong from a time on; null where nobody decided that. */
export function wrongSince(history: readonly HistoryLine[], since: string): boolean | null {
  return outcomeOf(from(history, since)).wrong;
}
