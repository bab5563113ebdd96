import { appendTo } from '../multimap.js';
import type { Row } from '../schemas/schema.js';
import type { Group, Grouper, Placed } from './grouper.js';
import { KeptValues } from './kept.js';

/** Groups all rows of the dataset that have the same key, in the order in which the keys first come. */
export class KeyGrouper implements Grouper {
  private readonly groups = new Map<string, number[]>();
  private readonly kept = new KeptValues();

  constructor(private readonly key: (row: Row) => string) {}

  take({ row, offset }: Placed, _local: number, value: Row): readonly Group[] {
    appendTo(this.groups, this.key(value), row);
    this.kept.add(row, offset, value);
    return [];
  }

  skip(): readonly Group[] {
    return [];
  }

  *border(last: boolean): Generator<Group> {
    if (last) for (const rows of this.groups.values()) yield { rows, offsets: this.kept.offsets(rows), values: this.kept.of(rows), above: [] };
  }
}
