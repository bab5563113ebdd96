import { grown } from './growth.js';

/** So much is reached by doubling. */
const SMALL = 65_536;

const NULL = 0xffffffff;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The first texts of a column on their way to another; null where all are missing. */
export type TextPart = { readonly buffer: Uint8Array; readonly places: Uint32Array } | null;

/**
 * A growable column of short texts; null = missing. One buffer holds them all: a text kept as a string would hold on to
 * the whole row it was cut from.
 */
export class TextColumn {
  private buffer = new Uint8Array(0);
  private used = 0;
  /** Start and length of each text. */
  private places = new Uint32Array(0);
  private filled = false;

  /** True where every text is missing. */
  get empty(): boolean {
    return !this.filled;
  }

  get bytes(): number {
    return this.buffer.byteLength + this.places.byteLength;
  }

  get(index: number): string | null {
    const length = this.places[index * 2 + 1] ?? NULL;
    if (length === NULL) return null;
    const start = this.places[index * 2]!;
    return decoder.decode(this.buffer.subarray(start, start + length));
  }

  /** A text that replaces a longer one takes its place; the room of a shorter one is lost. */
  set(index: number, text: string | null): void {
    if (text === null && !this.filled) return;
    this.reach(index);
    if (text === null) {
      this.places[index * 2 + 1] = NULL;
      return;
    }
    const before = this.places[index * 2 + 1]!;
    if (before === NULL) {
      this.write(index, text);
      return;
    }
    const bytes = encoder.encode(text);
    const start = before >= bytes.length ? this.places[index * 2]! : this.room(bytes.length);
    this.buffer.set(bytes, start);
    this.places[index * 2] = start;
    this.places[index * 2 + 1] = bytes.length;
  }

  pack(count: number): TextPart {
    if (!this.filled) return null;
    this.reach(count - 1);
    return { buffer: this.buffer.slice(0, this.used), places: this.places.slice(0, count * 2) };
  }

  /** Takes texts of another column, from `at` on, where nothing was set yet. */
  append(at: number, part: TextPart): void {
    if (part === null) return;
    const { buffer, places } = part;
    const shift = this.room(buffer.length);
    this.buffer.set(buffer, shift);
    this.reach(at + places.length / 2 - 1);
    for (let i = 0; i < places.length; i += 2) {
      this.places[at * 2 + i] = places[i]! + shift;
      this.places[at * 2 + i + 1] = places[i + 1]!;
    }
    this.filled = true;
  }

  /** Writes a text where none was, at the buffer's end. */
  private write(index: number, text: string): void {
    // A code unit takes three bytes at most; those that are left over are given back.
    const start = this.room(text.length * 3);
    const { written } = encoder.encodeInto(text, this.buffer.subarray(start, this.used));
    this.used = start + written;
    this.places[index * 2] = start;
    this.places[index * 2 + 1] = written;
    this.filled = true;
  }

  private reach(index: number): void {
    const need = (index + 1) * 2;
    if (need <= this.places.length) return;
    const places = new Uint32Array(Math.max(2048, grown(this.places.length, need))).fill(NULL, this.places.length);
    places.set(this.places);
    this.places = places;
  }

  private room(length: number): number {
    const start = this.used;
    this.used += length;
    if (this.used > this.buffer.length) {
      const buffer = new Uint8Array(Math.max(65_536, grown(this.buffer.length, this.used, SMALL)));
      buffer.set(this.buffer);
      this.buffer = buffer;
    }
    return start;
  }
}
