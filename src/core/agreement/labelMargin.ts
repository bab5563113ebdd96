import type { PreferenceRecord } from '../record.js';
import { helpfulness, merit } from './goodness.js';

/** How far the labels of the responses put another one above the one that is stated to be better; `by` is 0 or less where they agree. */
export interface LabelMargin {
  /** Position (from 0) of the best labelled of the others. */
  readonly better: number;
  /** Its goodness or helpfulness (else first attribute) minus that of the stated one, whichever is more. */
  readonly by: number;
}

/** The margin of a record that both states a preference and labels its responses; null for others. */
export function labelMargin({ responses, preference }: Pick<PreferenceRecord, 'responses' | 'preference'>): LabelMargin | null {
  const chosen = preference?.chosen ?? null;
  const merits = chosen === null ? null : merit(responses);
  if (chosen === null || merits === null) return null;
  const found = [marginOf(merits, chosen), marginOf(responses.map(helpfulness), chosen)];
  return found.reduce((most, margin) => (margin !== null && (most === null || margin.by > most.by) ? margin : most), null);
}

function marginOf(values: readonly (number | null)[], chosen: number): LabelMargin | null {
  const stated = values[chosen] ?? null;
  if (stated === null) return null;
  let better: LabelMargin | null = null;
  values.forEach((value, i) => {
    if (value !== null && i !== chosen && (better === null || value - stated > better.by)) better = { better: i, by: value - stated };
  });
  return better;
}
