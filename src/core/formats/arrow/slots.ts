import type { Place } from './message.js';

/** A batch of rows in the file. */
export interface BatchRef {
  readonly place: Place;
  /** Rows that it has now. */
  readonly rows: number;
  /** Its first slot; its slots go up to the next batch's. */
  readonly base: number;
}

/** Which row of which batch a slot is; rows that saves removed keep their slots. */
export class Slots {
  readonly batches: BatchRef[] = [];
  /** Slots found so far. */
  count = 0;
  private readonly gone: number[] = [];

  /** Makes the last slot so far a removed row's. */
  pushGone(): void {
    this.gone.push(this.count++);
  }

  /** The batch that a slot belongs to (-1 where there is none), and the row that is there; null where it was removed. `before`: the rows of the batch before it. */
  find(slot: number): { batch: number; row: number | null; before: number } {
    if (slot < 0 || slot >= this.count) throw new RangeError(`there is no row ${slot} of ${this.count}`);
    let batch = -1;
    for (let low = 0, high = this.batches.length - 1; low <= high; ) {
      const middle = (low + high) >> 1;
      if ((this.batches[middle] as BatchRef).base <= slot) {
        batch = middle;
        low = middle + 1;
      } else high = middle - 1;
    }
    const at = this.rank(slot);
    const base = this.batches[batch]?.base ?? 0;
    const before = slot - base - (at - this.rank(base));
    return { batch, row: this.gone[at] === slot ? null : before, before };
  }

  /** The same slots after a save: other places and row counts, some rows more or less. */
  after(batches: readonly BatchRef[], removed: readonly number[], restored: ReadonlySet<number>): Slots {
    const slots = new Slots();
    slots.batches.push(...batches);
    slots.count = this.count;
    const gone = [...this.gone.filter((slot) => !restored.has(slot)), ...removed].sort((a, b) => a - b);
    for (const slot of gone) slots.gone.push(slot);
    return slots;
  }

  /** How many removed slots come before this one. */
  private rank(slot: number): number {
    let low = 0;
    let high = this.gone.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.gone[middle] as number) < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
