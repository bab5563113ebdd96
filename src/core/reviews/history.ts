import type { Operation } from '../edits.js';
import type { Review } from './review.js';
import type { Standing } from './standing.js';

/** One thing that was done to a record, in the order in which it was done. */
export type HistoryLine = EditHistory | ReviewHistory;

interface Happened {
  /** ISO 8601. */
  readonly time: string;
  /** False for an edit that is not saved yet. */
  readonly saved: boolean;
}

/** An edit, or the taking back of one. */
export interface EditHistory extends Happened {
  readonly event: 'edit' | 'undo';
  readonly operation: Operation;
  readonly reason: string | null;
  /** How the record stood before the edit and after it; absent where the log does not say. */
  readonly before?: Standing | null;
  readonly after?: Standing | null;
}

/** A review, or the taking back of one. */
export interface ReviewHistory extends Happened {
  readonly event: 'review' | 'unreview';
  readonly review: Review;
}

/** What is in effect of a history: edits and reviews that were not taken back, each in the order in which they were made. */
export interface InEffect {
  readonly edits: readonly EditHistory[];
  readonly reviews: readonly ReviewHistory[];
}

/** Leaves out what was taken back: an undo takes the last equal edit, an unreview the last equal review; one without an equal takes nothing. */
export function inEffect(history: readonly HistoryLine[]): InEffect {
  const edits: EditHistory[] = [];
  const reviews: ReviewHistory[] = [];
  for (const line of history) {
    if (line.event === 'edit') edits.push(line);
    else if (line.event === 'review') reviews.push(line);
    else if (line.event === 'undo') removeLast(edits, ({ operation }) => same(operation, line.operation));
    else if (line.event === 'unreview') removeLast(reviews, ({ review }) => same(review, line.review));
  }
  return { edits, reviews };
}

/** True where two operations, or reviews, are the same. */
export function same<T extends Operation | Review>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function removeLast<T>(list: T[], matches: (item: T) => boolean): void {
  const at = list.findLastIndex(matches);
  if (at >= 0) list.splice(at, 1);
}
