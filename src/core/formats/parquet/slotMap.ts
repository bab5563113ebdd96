/** Which row of the file a slot stands for, when saves took rows out: their slots stay, empty. */
export class SlotMap {
  /** Slots whose rows are not in the file, in order. */
  private gone: number[] = [];

  /** Starts anew with these slots empty. */
  reset(gone: Iterable<number>): void {
    this.gone = [...gone].sort((a, b) => a - b);
  }

  /** Adds an empty slot behind all others. */
  push(slot: number): void {
    this.gone.push(slot);
  }

  isEmpty(slot: number): boolean {
    return this.gone[this.before(slot)] === slot;
  }

  /** The row that the slot has in the file, or that it would have had. */
  rowOf(slot: number): number {
    return slot - this.before(slot);
  }

  /** The slots that are empty when some are filled and others emptied. */
  with(emptied: Iterable<number>, filled: ReadonlySet<number>): number[] {
    return [...this.gone.filter((slot) => !filled.has(slot)), ...emptied];
  }

  private before(slot: number): number {
    let low = 0;
    let high = this.gone.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.gone[middle]! < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
