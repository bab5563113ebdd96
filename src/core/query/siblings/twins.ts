import { appendTo } from '../../multimap.js';

/** What is asked of a record to find its twins. */
export interface TwinSource {
  /** Equal for records with the same prompt and the same set of responses; null for a record that does not count. */
  key(index: number): string | null;
  /** Equal for equal labels of the same responses, in whatever order the record has them. */
  label(index: number): string;
}

/** Other records with the same prompt and the same responses as one. */
export interface Twins {
  readonly count: number;
  /** How many of them are labelled another way, and the first of those. */
  readonly against: number;
  readonly first: number;
}

/** Twins of the records of one prompt that are not all labelled alike, by record. */
export function twinsOf(group: readonly number[], { key, label }: TwinSource): ReadonlyMap<number, Twins> {
  const byKey = new Map<string, number[]>();
  for (const index of group) {
    const own = key(index);
    if (own !== null) appendTo(byKey, own, index);
  }
  const found = new Map<number, Twins>();
  for (const same of byKey.values()) {
    if (same.length < 2) continue;
    const byLabel = new Map<string, number[]>();
    for (const index of same) appendTo(byLabel, label(index), index);
    if (byLabel.size < 2) continue;
    for (const alike of byLabel.values()) {
      // `same` is ascending: the first that is not alike comes within `alike.length + 1` steps.
      const first = same.find((index, place) => alike[place] !== index)!;
      for (const index of alike) found.set(index, { count: same.length - 1, against: same.length - alike.length, first });
    }
  }
  return found;
}
