import { grown } from './growth.js';

/** So much is reached by doubling. */
const SMALL = 65_536;

type Lists = Float64Array | Uint32Array;

/** The first lists of a column on their way to another: all values, and where each list is among them. */
export interface BlockPart {
  readonly values: Lists;
  readonly places: Uint32Array;
}

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
      this.reach(need);
    }
    const start = this.places[index * 2 + 1]! >= list.length ? this.places[index * 2]! : this.room(list.length);
    this.values.set(list, start);
    this.places[index * 2] = start;
    this.places[index * 2 + 1] = list.length;
  }

  clear(): void {
    this.values = new this.type(0);
    this.places = new Uint32Array(0);
    this.used = 0;
  }

  pack(count: number): BlockPart {
    return { values: this.values.slice(0, this.used), places: this.places.slice(0, count * 2) };
  }

  /** Takes lists of another column, from `at` on, where nothing was set yet. */
  append(at: number, { values, places }: BlockPart): void {
    if (values.length === 0) return;
    const shift = this.room(values.length);
    this.values.set(values, shift);
    this.reach(at * 2 + places.length);
    for (let i = 0; i < places.length; i += 2) {
      this.places[at * 2 + i] = places[i]! + shift;
      this.places[at * 2 + i + 1] = places[i + 1]!;
    }
  }

  private reach(need: number): void {
    if (need <= this.places.length) return;
    const places = new Uint32Array(Math.max(2048, grown(this.places.length, need)));
    places.set(this.places);
    this.places = places;
  }

  private room(length: number): number {
    const start = this.used;
    this.used += length;
    if (this.used > this.values.length) {
      const values = new this.type(Math.max(8192, grown(this.values.length, this.used, SMALL)));
      values.set(this.values);
      this.values = values;
    }
    return start;
  }
}
