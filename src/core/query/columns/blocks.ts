type Lists = Float64Array | Uint32Array;

/** A growable column of number lists of any length; missing = empty. */
export class BlockColumn {
  private values: Lists;
  private used = 0;
  /** Start and length of each list. */
  private places = new Uint32Array(0);

  constructor(private readonly type: new (length: number) => Lists) {
    this.values = new type(0);
  }

  get bytes(): number {
    return this.values.byteLength + this.places.byteLength;
  }

  /** A copy of the list. */
  get(index: number): readonly number[] {
    const start = this.places[index * 2] ?? 0;
    return Array.from(this.values.subarray(start, start + (this.places[index * 2 + 1] ?? 0)));
  }

  /** One number of a list; NaN past its end. */
  at(index: number, place: number): number {
    const length = this.places[index * 2 + 1] ?? 0;
    return place < length ? this.values[this.places[index * 2]! + place]! : NaN;
  }

  /** A list that replaces a longer one takes its place; the room of a shorter one is lost. */
  set(index: number, list: ArrayLike<number>): void {
    const need = (index + 1) * 2;
    if (need > this.places.length) {
      if (list.length === 0) return;
      const places = new Uint32Array(Math.max(2048, need, Math.ceil(this.places.length * 0.5625) * 2));
      places.set(this.places);
      this.places = places;
    }
    const start = this.places[index * 2 + 1]! >= list.length ? this.places[index * 2]! : this.append(list.length);
    this.values.set(list, start);
    this.places[index * 2] = start;
    this.places[index * 2 + 1] = list.length;
  }

  clear(): void {
    this.values = new this.type(0);
    this.places = new Uint32Array(0);
    this.used = 0;
  }

  private append(length: number): number {
    const start = this.used;
    this.used += length;
    if (this.used > this.values.length) {
      const values = new this.type(Math.max(1024, this.used, Math.ceil(this.values.length * 1.125)));
      values.set(this.values);
      this.values = values;
    }
    return start;
  }
}
