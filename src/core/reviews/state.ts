import { inEffect, type EditHistory, type HistoryLine, type InEffect } from './history.js';
import type { RecordState } from './review.js';
import { sameChoice, sameStanding } from './standing.js';

/** What a record's history comes to. */
export interface Outcome {
  readonly state: RecordState;
  /** The note that is kept with it; null without one. */
  readonly note: string | null;
  /** Whether its label was found wrong; null where nobody decided that. */
  readonly wrong: boolean | null;
}

/** A record that nobody touched. */
export const UNTOUCHED: Outcome = { state: 'untouched', note: null, wrong: null };

/** Reads a history: an edit that is in effect says more than an accept, for who flips a label and goes on has accepted the flip. */
export function outcomeOf(history: readonly HistoryLine[]): Outcome {
  const lines = inEffect(history);
  const said = lines.reviews.findLast(({ review }) => review.kind !== 'note')?.review.kind ?? null;
  const edited = isEdited(lines.edits);
  const state = edited ? 'edited' : said === 'accept' ? 'reviewed' : said === 'skip' ? 'skipped' : 'untouched';
  return { state, note: noteOf(lines), wrong: isWrong(lines.edits, said) };
}

function noteOf({ reviews }: InEffect): string | null {
  const last = reviews.findLast(({ review }) => review.kind === 'note')?.review;
  return last?.kind === 'note' && last.text !== '' ? last.text : null;
}

/** True unless the edits are none, or of the preference alone and back where they began. */
function isEdited(edits: readonly EditHistory[]): boolean {
  const preference = edits.filter(({ operation }) => operation.kind !== 'set' && operation.kind !== 'drop');
  return edits.length > preference.length || (preference.length > 0 && !endsAsBegun(preference, sameStanding));
}

/** A set value or another choice says that the label was wrong, an accept that it was right; dropping a record says neither. */
function isWrong(edits: readonly EditHistory[], said: 'accept' | 'skip' | 'note' | null): boolean | null {
  if (edits.some(({ operation }) => operation.kind === 'set')) return true;
  const preference = edits.filter(({ operation }) => operation.kind !== 'drop');
  if (preference.length > 0 && !endsAsBegun(preference, sameChoice)) return true;
  // Another strength of the same choice: the direction was looked at, and is right.
  if (preference.some(({ operation }) => operation.kind === 'strength') && said !== 'skip') return false;
  return said === 'accept' ? false : null;
}

/** Whether the last edit leaves what the first one found; of edits that do not say, an even number of flips does. */
function endsAsBegun(edits: readonly EditHistory[], equal: typeof sameChoice): boolean {
  const [first, last] = [edits[0], edits.at(-1)];
  if (first?.before !== undefined && last?.after !== undefined) return equal(first.before, last.after);
  return edits.every(({ operation }) => operation.kind === 'flip') && edits.length % 2 === 0;
}
