import type { PreferenceRecord } from '../record.js';
import { merit } from './goodness.js';

/** How far the labels of the responses put another one above the one that is stated to be better; `by` is 0 or less where they agree. */
export interface LabelMargin {
  /** Position (from 0) of the best labelled of the others. */
  readonly better: number;
  /** Its goodness (helpfulness, or first attribute) minus that of the stated one. */
  readonly by: number;
}

/** The margin of a record that both states a preference and labels its responses; null for others. */
export function labelMargin({ responses, preference }: Pick<PreferenceRecord, 'responses' | 'preference'>): LabelMargin | null {
  const chosen = preference?.chosen ?? null;
  const merits = chosen === null ? null : merit(responses);
  const stated = merits?.[chosen!] ?? null;
  if (merits === null || stated === null) return null;
  let better: LabelMargin | null = null;
  merits.forEach((value, i) => {
    if (value !== null && i !== chosen && (better === null || value - stated > better.by)) better = { better: i, by: value - stated };
  });
  return better;
}
