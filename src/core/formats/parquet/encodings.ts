import { t } from '@vscode/l10n';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import type { LeafType } from './leafType.js';
import { readRuns } from './runs.js';
import { ParquetError } from './thrift.js';
import type { Values } from './values.js';

/** Encodings of values, by their numbers in the format's definition. */
export const ENCODING = { PLAIN: 0, PLAIN_DICTIONARY: 2, RLE: 3, BIT_PACKED: 4, DELTA_BINARY_PACKED: 5, DELTA_LENGTH_BYTE_ARRAY: 6, DELTA_BYTE_ARRAY: 7, RLE_DICTIONARY: 8, BYTE_STREAM_SPLIT: 9 } as const;

const MAX_MINIBLOCKS = 1024;

/** True for places in the chunk's dictionary. */
export function isDictionary(encoding: number): boolean {
  return encoding === ENCODING.PLAIN_DICTIONARY || encoding === ENCODING.RLE_DICTIONARY;
}

/** Decodes `count` values to their physical bytes. Throws `ParquetError`. */
export function decodeValues(bytes: Uint8Array, encoding: number, type: LeafType, count: number): Values {
  if (isDictionary(encoding)) {
    const width = bytes[0] ?? 0;
    const items = new Uint32Array(count);
    if (count > 0 && width > 0) readRuns(bytes, 1, bytes.length, width, items);
    return { kind: 'index', items };
  }
  if (count === 0) return type.width > 0 ? { kind: 'fixed', width: type.width, bytes: new Uint8Array() } : { kind: 'slices', items: [] };
  switch (encoding) {
    case ENCODING.PLAIN:
      return plain(bytes, type, count);
    case ENCODING.RLE:
      if (type.physical !== 'BOOLEAN') break;
      return { kind: 'fixed', width: 1, bytes: readRuns(bytes, 4, bytes.length, 1, new Uint8Array(count)).values };
    case ENCODING.DELTA_BINARY_PACKED:
      if (type.physical !== 'INT32' && type.physical !== 'INT64') break;
      return deltas(bytes, type, count);
    case ENCODING.DELTA_LENGTH_BYTE_ARRAY: {
      if (type.physical !== 'BYTE_ARRAY') break;
      const { items: lengths, end } = int32Deltas(bytes, 0, count);
      return { kind: 'slices', items: cut(bytes, end, lengths) };
    }
    case ENCODING.DELTA_BYTE_ARRAY:
      if (type.physical !== 'BYTE_ARRAY' && type.physical !== 'FIXED_LEN_BYTE_ARRAY') break;
      return prefixed(bytes, type, count);
    case ENCODING.BYTE_STREAM_SPLIT:
      if (type.width === 0 || type.physical === 'BOOLEAN') break;
      return { kind: 'fixed', width: type.width, bytes: joined(bytes, type.width, count) };
  }
  throw new ParquetError(t('a page of {0} values has the encoding {1}, which cannot be edited', type.physical, encoding));
}

/** Encodes values of the kinds that PLAIN takes. */
export function plainBytes(values: Values, type: LeafType): Uint8Array {
  if (values.kind === 'fixed') return type.physical === 'BOOLEAN' ? packBits(values.bytes) : values.bytes;
  if (values.kind === 'index') throw new Error(t('places in a dictionary are not plain values'));
  const out = new Uint8Array(values.items.reduce((sum, { length }) => sum + 4 + length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const item of values.items) {
    view.setUint32(at, item.length, true);
    out.set(item, at + 4);
    at += 4 + item.length;
  }
  return out;
}

function plain(bytes: Uint8Array, type: LeafType, count: number): Values {
  if (type.physical === 'BOOLEAN') {
    if (bytes.length * 8 < count) throw cutOff();
    return { kind: 'fixed', width: 1, bytes: Uint8Array.from({ length: count }, (_, i) => (bytes[i >> 3]! >> (i & 7)) & 1) };
  }
  if (type.width > 0) {
    if (bytes.length < count * type.width) throw cutOff();
    return { kind: 'fixed', width: type.width, bytes: bytes.subarray(0, count * type.width) };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 4 > bytes.length) throw cutOff();
    const length = view.getUint32(at, true);
    if (length > bytes.length - at - 4) throw cutOff();
    items.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { kind: 'slices', items };
}

function deltas(bytes: Uint8Array, type: LeafType, count: number): Values {
  const out = type.width === 4 ? new Int32Array(count) : new BigInt64Array(count);
  unpacked(bytes, 0, count, out);
  return { kind: 'fixed', width: type.width, bytes: new Uint8Array(out.buffer) };
}

function int32Deltas(bytes: Uint8Array, start: number, count: number): { items: Int32Array; end: number } {
  const items = new Int32Array(count);
  return { items, end: unpacked(bytes, start, count, items) };
}

function unpacked(bytes: Uint8Array, offset: number, count: number, out: Int32Array | BigInt64Array): number {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset };
  // The decoder makes room for as many miniblocks as the page says there are.
  const miniblocks = varint(bytes, varint(bytes, offset).end).value;
  if (miniblocks === 0 || miniblocks > MAX_MINIBLOCKS) throw new ParquetError(t('a page has blocks of {0} miniblocks', miniblocks));
  try {
    deltaBinaryUnpack(reader, count, out);
  } catch {
    throw cutOff();
  }
  return reader.offset;
}

function varint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start, scale = 1; at < bytes.length && scale <= 2 ** 35; scale *= 128) {
    const byte = bytes[at++]!;
    value += (byte & 127) * scale;
    if (byte < 128) return { value, end: at };
  }
  throw cutOff();
}

function cut(bytes: Uint8Array, start: number, lengths: Int32Array): Uint8Array[] {
  let at = start;
  return Array.from(lengths, (length) => {
    if (length < 0 || length > bytes.length - at) throw cutOff();
    at += length;
    return bytes.subarray(at - length, at);
  });
}

function prefixed(bytes: Uint8Array, type: LeafType, count: number): Values {
  const prefixes = int32Deltas(bytes, 0, count);
  const lengths = int32Deltas(bytes, prefixes.end, count);
  let before: Uint8Array = new Uint8Array();
  const items = cut(bytes, lengths.end, lengths.items).map((suffix, i) => {
    const prefix = prefixes.items[i]!;
    if (prefix < 0 || prefix > before.length) throw cutOff();
    const whole = new Uint8Array(prefix + suffix.length);
    whole.set(before.subarray(0, prefix));
    whole.set(suffix, prefix);
    return (before = whole);
  });
  if (type.width === 0) return { kind: 'slices', items };
  if (items.some(({ length }) => length !== type.width)) throw cutOff();
  const all = new Uint8Array(type.width * count);
  items.forEach((item, i) => all.set(item, i * type.width));
  return { kind: 'fixed', width: type.width, bytes: all };
}

function joined(bytes: Uint8Array, width: number, count: number): Uint8Array {
  if (bytes.length < width * count) throw cutOff();
  const out = new Uint8Array(width * count);
  for (let stream = 0; stream < width; stream++) for (let i = 0; i < count; i++) out[i * width + stream] = bytes[stream * count + i]!;
  return out;
}

function packBits(bits: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => (out[i >> 3]! |= bit << (i & 7)));
  return out;
}

function cutOff(): ParquetError {
  return new ParquetError(t('a page ends within its values'));
}
