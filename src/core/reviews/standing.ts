import type { PreferenceRecord } from '../record.js';
import { fingerprints } from '../query/fingerprint.js';

/** What a record's preference says, by which an edit can be told from its undoing; null where nothing is stated. */
export interface Standing {
  /** Fingerprint of the chosen text (of the pair apart after a slash), the same wherever that text stands; null for a tie. */
  readonly chosen: string | null;
  readonly strength: number | null;
}

/** How a record stands; null where it states no preference. */
export function standingOf({ responses, preference, besides }: Pick<PreferenceRecord, 'responses' | 'preference' | 'besides'>): Standing | null {
  if (preference === null && besides === null) return null;
  const prints = fingerprints(responses.map(({ text }) => text));
  const at = preference?.chosen ?? null;
  const chosen = at === null ? null : (prints[at]?.toString(16) ?? null);
  const apart = besides === null ? null : fingerprints([besides.chosen.text, besides.rejected.text])[0]!.toString(16);
  return { chosen: apart === null ? chosen : `${chosen ?? ''}/${apart}`, strength: preference?.strength ?? null };
}

/** True where two standings choose the same text. */
export function sameChoice(a: Standing | null | undefined, b: Standing | null | undefined): boolean {
  return (a?.chosen ?? null) === (b?.chosen ?? null);
}

/** True where they say the same altogether. */
export function sameStanding(a: Standing | null | undefined, b: Standing | null | undefined): boolean {
  return sameChoice(a, b) && (a?.strength ?? null) === (b?.strength ?? null);
}
