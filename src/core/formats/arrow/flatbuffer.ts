import { t } from '@vscode/l10n';
import { ArrowError } from './error.js';

/** A flatbuffer table's shape, as far as a reader follows it: what each field (by its number) refers to. Fields left out are scalars. */
export interface Shape {
  readonly name: string;
  readonly fields: Readonly<Record<number, FieldShape>>;
}

/** What a field refers to: text, a table, a table whose shape the number in field `by` tells, a list of tables, a list of records of `bytes` each. */
export type FieldShape =
  | { readonly kind: 'text' }
  | { readonly kind: 'table'; readonly shape: () => Shape }
  | { readonly kind: 'union'; readonly by: number; readonly shapes: Readonly<Record<number, Shape>>; readonly otherwise: Shape }
  | { readonly kind: 'tables'; readonly shape: () => Shape }
  | { readonly kind: 'records'; readonly bytes: number };

/** Deepest nesting of tables that is followed. */
const MAX_DEPTH = 140;

/** A little-endian reader of one flatbuffer that never looks outside it. Every method throws `ArrowError` where the buffer lies. */
export class Flatbuffer {
  private readonly view: DataView;
  /** Tables still to be looked at; shared ones count each time, so that no buffer can unfold into more than it holds. */
  private budget: number;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.budget = 16 + (bytes.length >> 2);
  }

  /** Place of the root table. */
  root(): number {
    return this.follow(0);
  }

  /** Place of a field of a table; null where it is left out. */
  field(table: number, index: number): number | null {
    const start = table - this.int32(table);
    const length = this.uint16(start);
    const end = start + length;
    if (length < 4 || end > this.bytes.length) throw new ArrowError(t('the metadata is broken: a table of fields ends outside it'));
    const slot = start + 4 + 2 * index;
    const offset = slot + 2 <= end ? this.uint16(slot) : 0;
    if (offset === 0) return null;
    if (offset >= Math.max(4, this.uint16(start + 2)) || table + offset >= this.bytes.length) throw new ArrowError(t('the metadata is broken: a field lies outside its table'));
    return table + offset;
  }

  /** Where the reference at `place` leads. */
  follow(place: number): number {
    const target = place + this.uint32(place);
    if (target === place || target + 4 > this.bytes.length) throw new ArrowError(t('the metadata is broken: a reference leads outside it'));
    return target;
  }

  /** First entry and number of the entries of a list, each `size` bytes wide. */
  list(place: number, size: number): { at: number; count: number } {
    const start = this.follow(place);
    const count = this.uint32(start);
    if (start + 4 + count * size > this.bytes.length) throw new ArrowError(t('the metadata is broken: a list of {0} entries ends outside it', count));
    return { at: start + 4, count };
  }

  /** Walks everything a table of this shape refers to, so that other readers may trust it. */
  verify(table: number, shape: Shape, depth = 0): void {
    if (depth > MAX_DEPTH) throw new ArrowError(t('the metadata is nested too deeply'));
    if (--this.budget < 0) throw new ArrowError(t('the metadata refers to more than it holds'));
    this.field(table, 0);
    for (const [index, field] of Object.entries(shape.fields)) {
      const place = this.field(table, Number(index));
      if (place === null) continue;
      if (field.kind === 'text') this.list(place, 1);
      else if (field.kind === 'records') this.list(place, field.bytes);
      else if (field.kind === 'table') this.verify(this.follow(place), field.shape(), depth + 1);
      else if (field.kind === 'union') this.verify(this.follow(place), field.shapes[this.byte(table, field.by)] ?? field.otherwise, depth + 1);
      else {
        const { at, count } = this.list(place, 4);
        for (let i = 0; i < count; i++) this.verify(this.follow(at + 4 * i), field.shape(), depth + 1);
      }
    }
  }

  /** A one-byte field; 0 where it is left out. */
  byte(table: number, index: number): number {
    const place = this.field(table, index);
    return place === null ? 0 : (this.bytes[place] as number);
  }

  private uint16(at: number): number {
    this.check(at, 2);
    return this.view.getUint16(at, true);
  }

  private uint32(at: number): number {
    this.check(at, 4);
    return this.view.getUint32(at, true);
  }

  private int32(at: number): number {
    this.check(at, 4);
    return this.view.getInt32(at, true);
  }

  private check(at: number, length: number): void {
    if (at < 0 || at + length > this.bytes.length) throw new ArrowError(t('the metadata is broken: it refers to a place outside itself'));
  }
}
