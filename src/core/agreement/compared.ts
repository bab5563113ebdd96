import type { PreferenceRecord } from '../record.js';
import { merit } from './goodness.js';

/** Positions (from 0) of the response that the labels prefer and of the one it is compared with; `other` is null where nothing says which is next. */
export interface Compared {
  readonly preferred: number;
  readonly other: number | null;
}

/**
 * The two responses that a record's difference is of: the stated choice, else the best rated, and the next. Of two the
 * other one is next; of more the best rated of the rest. Null for a tie or no label.
 */
export function compared(record: Pick<PreferenceRecord, 'responses' | 'preference'>): Compared | null {
  const { responses, preference } = record;
  if (preference !== null) {
    if (preference.chosen === null) return null;
    return { preferred: preference.chosen, other: nextBest(record, preference.chosen) };
  }
  const merits = merit(responses);
  if (merits === null) return null;
  const preferred = best(merits, null);
  if (preferred === null) return null;
  const other = best(merits, preferred);
  return other === null || merits[other] === merits[preferred] ? null : { preferred, other };
}

function nextBest(record: Pick<PreferenceRecord, 'responses'>, chosen: number): number | null {
  if (record.responses.length === 2) return 1 - chosen;
  const merits = merit(record.responses);
  return merits === null ? null : best(merits, chosen);
}

/** The first of the highest, `without` one. */
function best(merits: readonly (number | null)[], without: number | null): number | null {
  let found: number | null = null;
  merits.forEach((value, i) => {
    if (value !== null && i !== without && (found === null || value > merits[found]!)) found = i;
  });
  return found;
}
