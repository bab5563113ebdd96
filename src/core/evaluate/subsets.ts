import { appendTo } from '../multimap.js';
import type { RecordTable } from '../query/table.js';
import { accuracyOf, type Outcomes } from './accuracy.js';
import type { LabelledPairs } from './labelledPairs.js';
import type { SubsetAccuracy } from './report.js';

/** Which records (by their place among the labelled ones) are of each subset, in the order met. */
export function subsetsOf({ columns }: RecordTable, { records }: LabelledPairs): ReadonlyMap<string | null, readonly number[]> {
  const places = new Map<string | null, number[]>();
  for (let i = 0; i < records.length; i++) appendTo(places, columns.subset.get(records[i]!), i);
  return places;
}

/** Accuracy on each subset that has scored records; empty where the file names no subset. */
export function subsetAccuracies(subsets: ReadonlyMap<string | null, readonly number[]>, { shares, pairs, ties }: Outcomes): readonly SubsetAccuracy[] {
  if (subsets.size === 0 || (subsets.size === 1 && subsets.has(null))) return [];
  return [...subsets].flatMap(([subset, places]) => {
    const of = { shares: Float64Array.from(places, (i) => shares[i]!), pairs: Uint32Array.from(places, (i) => pairs[i]!), ties: Uint32Array.from(places, (i) => ties[i]!) };
    const accuracy = accuracyOf(of);
    return accuracy.records === 0 ? [] : [{ subset, ...accuracy }];
  });
}

/** Mean of the subsets' accuracies; null without subsets. */
export function macroMean(subsets: readonly SubsetAccuracy[]): number | null {
  return subsets.length === 0 ? null : subsets.reduce((sum, { value }) => sum + value!, 0) / subsets.length;
}
