import { t } from '@vscode/l10n';
import { inMemory, part, type Blob } from './blob.js';
import { ArrowError } from './error.js';
import type { Layout } from './layout.js';

/** Bits from one in `bytes`. */
export interface Bits {
  readonly bytes: Uint8Array;
  readonly from: number;
}

/** Positions in a buffer or a child; 64-bit ones are checked to be safe numbers. */
export type Offsets = Int32Array | Float64Array;

/** Values of a dictionary, in the pieces that the file holds them in. */
export interface Dictionary {
  readonly pieces: readonly Column[];
  readonly length: number;
}

/** Some rows of a column. What a part is for depends on the layout; parts that it has no use for are empty. */
export interface Column {
  readonly layout: Layout;
  readonly length: number;
  /** Which values are there; null where all are. */
  readonly validity: Bits | null;
  /** bool. */
  readonly bits: Bits | null;
  /** fixed and dictionary: values; bytes: text; view: views; union: codes. */
  readonly data: Blob;
  /** bytes and list: one more than there are values; dense union: one a value. */
  readonly offsets: Offsets;
  /** bytes and list: the offset at which `data` or the child begins; dense union: one a child; view: one a heap. */
  readonly origins: readonly number[];
  /** view: where long values lie. */
  readonly heaps: readonly Blob[];
  readonly children: readonly Column[];
  readonly dictionary: Dictionary | null;
}

const NONE = new Uint8Array(0);
const NO_OFFSETS = new Int32Array(0);

/** A column of these parts. */
export function column(layout: Layout, length: number, parts: Partial<Omit<Column, 'layout' | 'length'>>): Column {
  return { layout, length, validity: null, bits: null, data: NONE, offsets: NO_OFFSETS, origins: [], heaps: [], children: [], dictionary: null, ...parts };
}

/** One bit. */
export function bitAt({ bytes, from }: Bits, i: number): boolean {
  const at = from + i;
  return ((bytes[at >> 3] as number) & (1 << (at & 7))) !== 0;
}

/** True where a value is not null (a null column has none, a union has no nulls of its own). */
export function isValid({ layout, validity }: Column, i: number): boolean {
  return layout.kind !== 'null' && (validity === null || bitAt(validity, i));
}

/** `count` rows from `from`; nothing is copied. */
export function slice(column: Column, from: number, count: number): Column {
  const { layout } = column;
  if (from === 0 && count === column.length) return column;
  const shifted = (bits: Bits | null) => bits && { bytes: bits.bytes, from: bits.from + from };
  const rest = { ...column, length: count, validity: shifted(column.validity) };
  switch (layout.kind) {
    case 'null':
      return rest;
    case 'bool':
      return { ...rest, bits: shifted(column.bits) };
    case 'fixed':
    case 'dictionary': {
      const { width } = layout.scalar;
      return { ...rest, data: part(column.data, from * width, count * width) };
    }
    case 'view':
      return { ...rest, data: part(column.data, from * 16, count * 16) };
    case 'bytes':
    case 'list':
      return { ...rest, offsets: column.offsets.subarray(from, from + count + 1) };
    case 'fixedList':
      return { ...rest, children: [slice(column.children[0] as Column, from * layout.size, count * layout.size)] };
    case 'struct':
      return { ...rest, children: column.children.map((child) => slice(child, from, count)) };
    case 'union':
      return layout.dense
        ? { ...rest, data: part(column.data, from, count), offsets: column.offsets.subarray(from, from + count) }
        : { ...rest, data: part(column.data, from, count), children: column.children.map((child) => slice(child, from, count)) };
  }
}

/** A view of bytes that have been read. */
export function viewOf(blob: Blob): DataView {
  const bytes = inMemory(blob);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Which of a union's types a code stands for. Throws `ArrowError`. */
export function memberOf(layout: Extract<Layout, { kind: 'union' }>, code: number): number {
  const member = layout.ids.indexOf(code);
  if (member === -1) throw new ArrowError(t('a union has no type with the code {0}', code));
  return member;
}
