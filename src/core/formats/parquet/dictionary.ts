import { appendTo } from '../../multimap.js';
import { countOf, joinValues, sameBytes, valueAt, type Values } from './values.js';

/** A column chunk's dictionary, to which values can be added at its end: places of the old ones stay. */
export class Dictionary {
  private readonly added: Uint8Array[] = [];
  /** Places by hash of the value. */
  private places: Map<number, number[]> | null = null;

  constructor(private readonly held: Values) {}

  get grown(): boolean {
    return this.added.length > 0;
  }

  /** Number of values. */
  get size(): number {
    return countOf(this.held) + this.added.length;
  }

  /** The bytes of the value at a place; undefined where the dictionary has no such place. */
  at(place: number): Uint8Array | undefined {
    const held = countOf(this.held);
    return place < held ? valueAt(this.held, place) : this.added[place - held];
  }

  /** The place of a value, which is added where it is not there. */
  placeOf(value: Uint8Array): number {
    this.places ??= this.index();
    const hash = hashOf(value);
    const same = this.places.get(hash) ?? [];
    const found = same.find((place) => sameBytes(this.at(place)!, value));
    if (found !== undefined) return found;
    const place = this.size;
    this.added.push(value);
    this.places.set(hash, [...same, place]);
    return place;
  }

  /** All values. */
  values(): Values {
    const { held, added } = this;
    if (held.kind === 'fixed') return joinValues(held, [held, ...added.map((bytes) => ({ ...held, bytes }))]);
    return joinValues(held, [held, { kind: 'slices', items: added }]);
  }

  private index(): Map<number, number[]> {
    const places = new Map<number, number[]>();
    for (let place = 0; place < this.size; place++) appendTo(places, hashOf(this.at(place)!), place);
    return places;
  }
}

function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
