/** Different values that are counted apart; a file of continuous values has no use for more. */
const MOST_VALUES = 1000;

/** Count, mean, population sd and counts by value of numbers, one after the other (Welford). */
export class Moments {
  count = 0;
  private centre = 0;
  private squares = 0;
  /** How often each value came; of the first thousand different ones. */
  readonly counts = new Map<number, number>();

  add(value: number): void {
    this.count++;
    const before = value - this.centre;
    this.centre += before / this.count;
    this.squares += before * (value - this.centre);
    const known = this.counts.get(value);
    if (known !== undefined || this.counts.size < MOST_VALUES) this.counts.set(value, (known ?? 0) + 1);
  }

  /** Null without numbers. */
  get mean(): number | null {
    return this.count === 0 ? null : this.centre;
  }

  /** Population sd; null without numbers. */
  get sd(): number | null {
    return this.count === 0 ? null : Math.sqrt(this.squares / this.count);
  }
}
