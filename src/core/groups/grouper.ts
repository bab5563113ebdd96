import type { Grouping, Row } from '../schemas/schema.js';
import { KeyGrouper } from './keys.js';
import { NeighbourGrouper } from './neighbours.js';
import { TreeGrouper } from './trees.js';

/** Rows that make one record. */
export interface Group {
  readonly rows: readonly number[];
  /** Where they begin in their files. */
  readonly offsets: readonly number[];
  /** Their parsed values; null where they must be read again. */
  readonly values: readonly Row[] | null;
  /** Rows of the messages before them, from the root; trees only. */
  readonly above: readonly number[];
}

/** Where a row is. */
export interface Placed {
  readonly row: number;
  readonly offset: number;
}

/** Gathers rows into records while a file is read. */
export interface Grouper {
  /** Takes the next readable row (`local` counts within its file); answers the groups that are complete now. Throws `RowError` where it has no key. */
  take(slot: Placed, local: number, value: Row): readonly Group[];
  /** Passes a row that cannot be read. */
  skip(local: number): readonly Group[];
  /** Another file of the dataset begins, or the last one has ended. */
  border(last: boolean): Iterable<Group>;
}

/** The grouper for a schema's way of grouping. */
export function grouperOf(grouping: Grouping): Grouper {
  switch (grouping.kind) {
    case 'row':
      return new NeighbourGrouper({ kind: 'run', most: 1, key: () => '' });
    case 'block':
    case 'run':
      return new NeighbourGrouper(grouping);
    case 'key':
      return new KeyGrouper(grouping.key);
    case 'tree':
      return new TreeGrouper(grouping.node);
  }
}
