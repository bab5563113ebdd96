import { t } from '@vscode/l10n';
import type { Buffers } from './buffers.js';
import type { Blob } from './blob.js';
import type { Placed } from './batch.js';
import { bitAt, column, memberOf, type Bits, type Column, type Dictionary, type Offsets } from './column.js';
import { ArrowError } from './error.js';

/** Rows too large to be read at once. */
export class TooLarge extends ArrowError {}

/** What a load may do. */
export interface Loading {
  /** Bytes that may still be read into memory; each value counts for a few. */
  left: number;
  /** True leaves the bytes of values where they lie, as far as they can be cut without being read. */
  readonly lazy: boolean;
  /** Values of a dictionary. */
  dictionary(id: number): Promise<Dictionary>;
}

/** Bytes that each value counts for beside its own. */
const VALUE_COST = 8;

/** Loads `count` values of a column from `from`. Throws `ArrowError`, `TooLarge` where they are more than may be read. */
export async function load(placed: Placed, buffers: Buffers, from: number, count: number, loading: Loading): Promise<Column> {
  const { layout } = placed;
  if (from < 0 || count < 0 || from + count > placed.length) throw new ArrowError(t('values {0} to {1} of {2} are asked for', from, from + count, placed.length));
  spend(loading, count * (loading.lazy ? 0 : VALUE_COST));
  const [first = -1, second = -1] = placed.buffers;
  const validity = placed.validity !== null && placed.nullCount > 0 ? await bits(buffers, placed.validity, from, count, loading) : null;
  const children = (start: number, length: number) => Promise.all(placed.children.map((child) => load(child, buffers, start, length, loading)));
  switch (layout.kind) {
    case 'null':
      return column(layout, count, {});
    case 'bool':
      return column(layout, count, { validity, bits: await bits(buffers, first, from, count, loading) });
    case 'fixed':
    case 'dictionary': {
      const { width } = layout.scalar;
      const data = await values(buffers, first, from * width, count * width, loading);
      return column(layout, count, { validity, data, dictionary: layout.kind === 'dictionary' ? await loading.dictionary(layout.id) : null });
    }
    case 'view':
      return loadViews(placed, buffers, from, count, validity, loading);
    case 'bytes': {
      const offsets = await readOffsets(buffers, first, from, count, layout.wide, loading);
      const [start, end] = ends(offsets);
      return column(layout, count, { validity, offsets, origins: [start], data: await values(buffers, second, start, end - start, loading) });
    }
    case 'list': {
      const offsets = await readOffsets(buffers, first, from, count, layout.wide, loading);
      const [start, end] = ends(offsets);
      return column(layout, count, { validity, offsets, origins: [start], children: await children(start, end - start) });
    }
    case 'fixedList':
      return column(layout, count, { validity, children: await children(from * layout.size, count * layout.size) });
    case 'struct':
      return column(layout, count, { validity, children: await children(from, count) });
    case 'union': {
      spend(loading, count);
      const data = await buffers.bytes(first, from, count);
      if (!layout.dense) return column(layout, count, { data, children: await children(from, count) });
      spend(loading, count * 4);
      const offsets = int32s(await buffers.bytes(second, from * 4, count * 4), count);
      const ranges = placed.children.map(() => ({ low: Infinity, high: 0 }));
      for (let i = 0; i < count; i++) {
        const range = ranges[memberOf(layout, (data[i]! << 24) >> 24)]!;
        range.low = Math.min(range.low, offsets[i] as number);
        range.high = Math.max(range.high, (offsets[i] as number) + 1);
      }
      const origins = ranges.map(({ low }) => (low === Infinity ? 0 : low));
      const parts = await Promise.all(placed.children.map((child, i) => load(child, buffers, origins[i]!, Math.max(0, ranges[i]!.high - origins[i]!), loading)));
      return column(layout, count, { data, offsets, origins, children: parts });
    }
  }
}

async function loadViews(placed: Placed, buffers: Buffers, from: number, count: number, validity: Bits | null, loading: Loading): Promise<Column> {
  spend(loading, count * 16);
  const data = await buffers.bytes(placed.buffers[0] as number, from * 16, count * 16);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const ranges = placed.heaps.map(() => ({ low: Infinity, high: 0 }));
  for (let i = 0; i < count; i++) {
    const length = view.getInt32(i * 16, true);
    if (length <= 12 || (validity && !bitAt(validity, i))) continue;
    const range = ranges[view.getInt32(i * 16 + 8, true)];
    const at = view.getInt32(i * 16 + 12, true);
    if (!range || at < 0) throw new ArrowError(t('a view refers to bytes that are not there'));
    range.low = Math.min(range.low, at);
    range.high = Math.max(range.high, at + length);
  }
  const origins = ranges.map(({ low }) => (low === Infinity ? 0 : low));
  const heaps = await Promise.all(placed.heaps.map((heap, i) => values(buffers, heap, origins[i]!, Math.max(0, ranges[i]!.high - origins[i]!), loading)));
  return column(placed.layout, count, { validity, data, origins, heaps });
}

async function values(buffers: Buffers, buffer: number, from: number, length: number, loading: Loading): Promise<Blob> {
  if (loading.lazy) return buffers.blob(buffer, from, length);
  spend(loading, length);
  return buffers.bytes(buffer, from, length);
}

async function bits(buffers: Buffers, buffer: number, from: number, count: number, loading: Loading): Promise<Bits> {
  const start = from >> 3;
  const length = Math.ceil((from + count) / 8) - start;
  spend(loading, length);
  return { bytes: await buffers.bytes(buffer, start, length), from: from & 7 };
}

async function readOffsets(buffers: Buffers, buffer: number, from: number, count: number, wide: boolean, loading: Loading): Promise<Offsets> {
  if (count === 0) return new Int32Array(1);
  const width = wide ? 8 : 4;
  spend(loading, (count + 1) * width);
  const bytes = await buffers.bytes(buffer, from * width, (count + 1) * width);
  const offsets = wide ? int64s(bytes, count + 1) : int32s(bytes, count + 1);
  for (let i = 0, before = 0; i <= count; i++) {
    const offset = offsets[i] as number;
    if (!(offset >= before)) throw new ArrowError(t('value {0} begins at {1}, before the one before it', from + i, offset));
    before = offset;
  }
  return offsets;
}

function int32s(bytes: Uint8Array, count: number): Int32Array {
  // A copy of its own: the bytes need not lie at a multiple of four.
  return new Int32Array(new Uint8Array(bytes).buffer, 0, count);
}

function int64s(bytes: Uint8Array, count: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = Number(view.getBigInt64(i * 8, true));
  return numbers;
}

function ends(offsets: Offsets): [number, number] {
  return [offsets[0] as number, offsets[offsets.length - 1] as number];
}

function spend(loading: Loading, bytes: number): void {
  loading.left -= bytes;
  if (loading.left < 0) throw new TooLarge(t('the rows are too large to be read at once'));
}
