import { FLAGS } from './registry.js';

/** What the order reads of a table. */
export interface Ordered {
  readonly count: number;
  /** Place in the registry of a record's first flag, -1 without one. */
  firstFlag(index: number): number;
  priority(index: number): number;
}

/** A run of the order under one heading; `flag` is null for the unflagged. */
export interface OrderGroup {
  readonly flag: string | null;
  readonly title: string;
  /** Place of its first record in the order, from 0. */
  readonly start: number;
  readonly count: number;
}

/** Records in the order of a worklist, and its groups, empty ones left out. */
export interface Order {
  readonly indices: Uint32Array;
  readonly groups: readonly OrderGroup[];
}

/**
 * Records grouped by their first flag in the registry's order, highest priority first (ties in file order), then the
 * unflagged in file order. `only` (ascending) keeps to some records.
 */
export function order(table: Ordered, only: Uint32Array | null = null): Order {
  const members: number[][] = [...FLAGS, null].map(() => []);
  const total = only === null ? table.count : only.length;
  for (let place = 0; place < total; place++) {
    const index = only === null ? place : only[place]!;
    const flag = table.firstFlag(index);
    members[flag < 0 ? FLAGS.length : flag]!.push(index);
  }
  const indices = new Uint32Array(total);
  const groups: OrderGroup[] = [];
  let start = 0;
  members.forEach((group, i) => {
    const flag = FLAGS[i];
    if (flag !== undefined) group.sort((a, b) => table.priority(b) - table.priority(a) || a - b);
    indices.set(group, start);
    if (group.length > 0) groups.push({ flag: flag?.name ?? null, title: flag?.title ?? 'Not flagged', start, count: group.length });
    start += group.length;
  });
  return { indices, groups };
}

/** How many records bear each flag (a record with two counts for both), and how many bear any. */
export function countFlags(table: { readonly count: number; flagNames(index: number): readonly string[] }): {
  readonly flagged: number;
  readonly counts: Readonly<Record<string, number>>;
} {
  const counts: Record<string, number> = Object.fromEntries(FLAGS.map(({ name }) => [name, 0]));
  let flagged = 0;
  for (let index = 0; index < table.count; index++) {
    const names = table.flagNames(index);
    if (names.length > 0) flagged++;
    for (const name of names) counts[name]!++;
  }
  return { flagged, counts };
}
