import type { RecordTable } from '../query/table.js';

/** What the labels say of a pair, and what the models say of it. */
export interface PreferenceConfusion {
  /** Signed strength of each row (negative for response 1), or -1, 0, 1 where the file has no strengths. */
  readonly labels: readonly number[];
  readonly graded: boolean;
  /** `counts[label]` = pairs of which the models prefer response 1, hold both equal, prefer response 2. */
  readonly counts: readonly (readonly [number, number, number])[];
  readonly n: number;
  /** Of the pairs that neither the label nor the models tie: the share on which both prefer the same response; null without any. */
  readonly agreement: number | null;
}

/** More strengths than these are read as preferences only. */
const MOST_STRENGTHS = 15;

/** Labels against models over all pairs that have both; a preference that is stated wins over the strength's sign. Null where none has. */
export function preferenceConfusion(table: RecordTable): PreferenceConfusion | null {
  const { responses, preferred, strength } = table.columns;
  const pairs: { label: number; graded: boolean; side: number; verdict: number }[] = [];
  for (let index = 0; index < table.count; index++) {
    if (responses.get(index) !== 2 || table.dropped(index)) continue;
    const graded = strength.get(index);
    const stated = preferred.get(index);
    const side = Number.isNaN(stated) ? (graded === 0 ? 0 : NaN) : stated === 0 ? -1 : 1;
    const verdict = verdictOf(table, index);
    if (Number.isNaN(side) || Number.isNaN(verdict)) continue;
    pairs.push({ label: Number.isNaN(graded) ? side : graded, graded: !Number.isNaN(graded), side, verdict });
  }
  if (pairs.length === 0) return null;
  const found = new Set(pairs.map(({ label }) => label));
  const graded = pairs.every((pair) => pair.graded) && found.size <= MOST_STRENGTHS;
  const labels = [...(graded ? found : new Set(pairs.map(({ side }) => side)))].sort((a, b) => a - b);
  const places = new Map(labels.map((label, place) => [label, place]));
  const counts = labels.map((): [number, number, number] => [0, 0, 0]);
  let judged = 0;
  let same = 0;
  for (const { label, side, verdict } of pairs) {
    counts[places.get(graded ? label : side)!]![verdict + 1]!++;
    if (side === 0 || verdict === 0) continue;
    judged++;
    if (side === verdict) same++;
  }
  return { labels, graded, counts, n: pairs.length, agreement: judged === 0 ? null : same / judged };
}

/** -1 where the models' mean reward prefers response 1, 1 for response 2, 0 for neither, NaN where one has none; as `reward_1` and `reward_2` in SQL say. */
function verdictOf(table: RecordTable, index: number): number {
  return Math.sign(average(table.scaledRewards(index, 1)) - average(table.scaledRewards(index, 0)));
}

function average(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
