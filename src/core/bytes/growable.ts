type Cells = Float64Array | Uint32Array | Uint8Array;

/** A list of numbers that grows as it fills, without boxing them; `type` says how wide they are. */
export class Growable<T extends Cells = Float64Array> {
  length = 0;
  private values: T;

  constructor(private readonly type: new (length: number) => T = Float64Array as unknown as new (length: number) => T) {
    this.values = new type(1024);
  }

  get bytes(): number {
    return this.values.byteLength;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      // An eighth more, not twice as much: ten million rows must not hold room for twenty.
      const wider = new this.type(Math.ceil(this.length * 1.125) + 1024);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }

  /** A copy of the list as it is. */
  pack(): T {
    return this.values.slice(0, this.length) as T;
  }

  /** Adds all of a list, each with `shift` added. */
  append(list: ArrayLike<number>, shift = 0): void {
    const length = this.length + list.length;
    if (length > this.values.length) {
      const wider = new this.type(Math.max(length, Math.ceil(this.length * 1.125) + 1024));
      wider.set(this.values);
      this.values = wider;
    }
    if (shift === 0) this.values.set(list, this.length);
    else for (let i = 0; i < list.length; i++) this.values[this.length + i] = list[i]! + shift;
    this.length = length;
  }

  at(i: number): number {
    if (i < 0 || i >= this.length) throw new RangeError(`no entry ${i} of ${this.length}`);
    return this.values[i] as number;
  }

  /** Position of the last entry that is at most `value`, in an ascending list; -1 where there is none. */
  lastAtMost(value: number): number {
    let low = -1;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.values[middle] as number) <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
