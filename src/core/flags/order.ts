import { t } from '@vscode/l10n';
import { ascending } from '../evaluate/ascending.js';
import { FLAGS } from './registry.js';

/** A flag's name, and its heading. */
export interface FlagName {
  readonly name: string;
  readonly title: string;
}

/** What the order reads of a table. */
export interface Ordered {
  readonly count: number;
  /** All flags, the built-in ones first. */
  readonly flagList: readonly FlagName[];
  /** Place in `flagList` of a record's first flag, -1 without one. */
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
 * Records grouped by their first flag, in the order of `flagList`, highest priority first (ties in file order), then the
 * unflagged in file order. `only` (ascending) keeps to some records.
 */
export function order(table: Ordered, only: Uint32Array | null = null): Order {
  const { flagList } = table;
  const members: number[][] = [...flagList, null].map(() => []);
  const total = only === null ? table.count : only.length;
  for (let place = 0; place < total; place++) {
    const index = only === null ? place : only[place]!;
    const flag = table.firstFlag(index);
    members[flag < 0 ? flagList.length : flag]!.push(index);
  }
  const indices = new Uint32Array(total);
  const groups: OrderGroup[] = [];
  let start = 0;
  members.forEach((group, i) => {
    const flag = flagList[i];
    indices.set(flag === undefined ? group : byPriority(table, group), start);
    if (group.length > 0) groups.push({ flag: flag?.name ?? null, title: flag?.title ?? t('Not flagged'), start, count: group.length });
    start += group.length;
  });
  return { indices, groups };
}

/** Records of highest priority first, equal ones in the order in which they come. */
export function byPriority(table: Pick<Ordered, 'priority'>, group: readonly number[]): readonly number[] | Uint32Array {
  return ascending(Float64Array.from(group, (index) => -table.priority(index))).map((place) => group[place]!);
}

/** How many records bear each flag (a record with two counts for both; flags of `names` that none bears are 0), and how many bear any. */
export function countFlags(
  table: { readonly count: number; flagNames(index: number): readonly string[] },
  names: readonly string[] = FLAGS.map(({ name }) => name),
): { readonly flagged: number; readonly counts: Readonly<Record<string, number>> } {
  const counts = new Map<string, number>(names.map((name) => [name, 0]));
  let flagged = 0;
  for (let index = 0; index < table.count; index++) {
    const borne = table.flagNames(index);
    if (borne.length > 0) flagged++;
    for (const name of borne) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return { flagged, counts: Object.fromEntries(counts) };
}
