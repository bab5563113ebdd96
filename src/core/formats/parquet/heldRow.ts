import type { Entries } from './entries.js';
import type { Footer } from './footer.js';
import { leavesOf } from './schemaTree.js';
import type { Spliced } from './splice.js';

/** What a row held of some leaves before a save took it out, and the row group it was in. */
export interface HeldRow {
  readonly group: number;
  readonly leaves: ReadonlyMap<number, Entries>;
}

/** Of rows that a splice took out, by slot, what their texts do not say: types without a lossless text, and columns that are not read (`read`: places of those that are). */
export function heldRows(places: ReadonlyMap<number, { group: number; local: number }>, { schema }: Footer, read: ReadonlySet<number>, { gone }: Spliced): Map<number, HeldRow> {
  const unsaid = schema.columns.flatMap((column, i) => {
    const leaves = leavesOf(column);
    return !read.has(i) || leaves.some(({ type }) => type.meaning.kind === 'shown') ? leaves.map(({ index }) => index) : [];
  });
  return new Map(
    [...places].map(([slot, { group, local }]) => {
      const leaves = new Map<number, Entries>();
      for (const index of unsaid) leaves.set(index, gone.get(group)!.get(index)!.get(local)!);
      return [slot, { group, leaves }];
    }),
  );
}
