import { order, type Order } from '../flags/order.js';
import { queueOrder } from './queue.js';
import { ordered } from './summaries.js';
import type { RecordTable } from './table.js';

/** How a worklist is ordered: grouped by flag, highest priority first; by the expected value of a relabel; or as the file. */
export type WorklistOrder = 'flags' | 'queue' | 'file';

/** The records a curator goes through, in order; it stands still until it is made anew, also while flags change. */
export class Worklist {
  private readonly order: Order;
  /** Place of every record, -1 where it is not in the list. */
  private readonly places: Int32Array;

  /** `by` may be an order that was made already; else `only` (ascending) keeps to the records that a filter found. */
  constructor(
    private readonly table: RecordTable,
    by: WorklistOrder | Order,
    only: Uint32Array | null,
  ) {
    this.order = typeof by === 'object' ? by : by === 'flags' ? order(ordered(table), only) : by === 'queue' ? queueOrder(table, only) : inFile(table.count, only);
    const { indices } = this.order;
    this.places = new Int32Array(indices.reduce((most, index) => Math.max(most, index + 1), 0)).fill(-1);
    indices.forEach((index, place) => (this.places[index] = place));
  }

  get total(): number {
    return this.order.indices.length;
  }

  /** The records themselves, in order. */
  get indices(): Uint32Array {
    return this.order.indices;
  }

  get groups(): Order['groups'] {
    return this.order.groups;
  }

  /** Records at places `from` to `from + count`. */
  window(from: number, count: number): number[] {
    return [...this.order.indices.subarray(from, from + count)];
  }

  /** Place of a record; null where it is not in the list. */
  place(index: number): number | null {
    const place = this.places[index] ?? -1;
    return place < 0 ? null : place;
  }

  /** The next record after one (the first where that is not in the list). */
  step(index: number, by: 1 | -1): number | null {
    const here = this.place(index);
    return this.order.indices[here === null ? 0 : here + by] ?? null;
  }

  /** The next record with a flag; past the end it goes on from the other one. Null where no other has a flag. */
  stepFlagged(index: number, by: 1 | -1): number | null {
    const { indices } = this.order;
    const total = indices.length;
    const here = this.place(index) ?? (by === 1 ? -1 : total);
    for (let steps = 1; steps <= total; steps++) {
      const next = indices[(((here + by * steps) % total) + total) % total] as number;
      if (next !== index && this.table.columns.flags.get(next) > 0) return next;
    }
    return null;
  }
}

function inFile(count: number, only: Uint32Array | null): Order {
  const indices = only ?? Uint32Array.from({ length: count }, (_, index) => index);
  return { indices, groups: [] };
}
