import { t } from '@vscode/l10n';
import type { Order, OrderGroup } from '../flags/order.js';
import { FLAGS } from '../flags/registry.js';
import { appendTo } from '../multimap.js';
import { isDecided } from '../reviews/book.js';
import { flagNames } from './published.js';
import { ordered } from './summaries.js';
import type { RecordTable } from './table.js';

/** How many records bear a flag. */
export interface FlagCount {
  readonly flag: string;
  readonly title: string;
  readonly count: number;
}

/** What keeps records out of a list beside its conditions; left out for none. */
export interface Sieve {
  /** Records that a text was found in, one truthy byte each. */
  readonly within?: Uint8Array | null;
  /** Only records that were neither accepted nor edited. */
  readonly undecided?: boolean;
}

/** The records that pass, in the order in which they come. */
export function sieved(table: RecordTable, indices: Uint32Array, { within, undecided }: Sieve): Uint32Array {
  if (!within && !undecided) return indices;
  return indices.filter((index) => (!within || within[index] === 1) && !table.dropped(index) && (!undecided || !isDecided(table.reviews.state(index))));
}

/** The records that bear one of these flags, in the order in which they come. */
export function bearing(table: RecordTable, indices: Uint32Array, flags: readonly string[]): Uint32Array {
  const wanted = new Set(flags);
  return indices.filter((index) => flagNames(table, index).some((name) => wanted.has(name)));
}

/** Flags that these records bear, in the registry's order; a record with two counts for both. */
export function flagCounts(table: RecordTable, indices: Uint32Array): readonly FlagCount[] {
  const counts = new Map<string, number>(FLAGS.map(({ name }) => [name, 0]));
  for (const index of indices) for (const name of flagNames(table, index)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 0).map(([flag, count]) => ({ flag, title: titleOf(flag), count }));
}

function titleOf(flag: string): string {
  return FLAGS.find(({ name }) => name === flag)?.title ?? flag;
}

/** The records under their first flags, in each group in the order in which they come. */
export function groupedByFlag(table: RecordTable, indices: Uint32Array): Order {
  const { firstFlag } = ordered(table);
  const members = new Map<number, number[]>();
  for (const index of indices) appendTo(members, firstFlag(index), index);
  const all = new Uint32Array(indices.length);
  const groups: OrderGroup[] = [];
  let start = 0;
  // The unflagged, -1, come last.
  for (const [flag, group] of [...members].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b))) {
    all.set(group, start);
    const name = flag < 0 ? null : (flagNames(table, group[0] as number)[0] ?? null);
    groups.push({ flag: name, title: name === null ? t('Not flagged') : titleOf(name), start, count: group.length });
    start += group.length;
  }
  return { indices: all, groups };
}
