import { t } from '@vscode/l10n';
import { ParquetError } from './thrift.js';

/** Reads `count` numbers of `width` bits from runs and bit-packed groups; `end` is the first byte after them. Throws `ParquetError`. */
export function readRuns<A extends Uint8Array | Uint32Array>(bytes: Uint8Array, start: number, limit: number, width: number, into: A): { values: A; end: number } {
  if (width > 32) throw new ParquetError(t('a page holds numbers of {0} bits', width));
  const size = (width + 7) >> 3;
  let at = start;
  let filled = 0;
  while (filled < into.length) {
    let head = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = at < limit ? bytes[at++] : undefined;
      if (byte === undefined || scale > 2 ** 35) throw new ParquetError(t('a page ends within its levels or indices'));
      head += (byte & 127) * scale;
      if (byte < 128) break;
    }
    const count = Math.floor(head / 2);
    if (count === 0) throw new ParquetError(t('a page holds an empty run'));
    if (head % 2 === 0) {
      if (at + size > limit) throw new ParquetError(t('a page ends within its levels or indices'));
      let value = 0;
      for (let i = 0; i < size; i++) value += bytes[at++]! * 2 ** (8 * i);
      into.fill(value, filled, filled + count);
      filled = Math.min(into.length, filled + count);
    } else {
      const packed = Math.min(count * 8, into.length - filled);
      if (at + Math.ceil((packed * width) / 8) > limit) throw new ParquetError(t('a page ends within its levels or indices'));
      unpack(bytes, at, width, into, filled, packed);
      filled += packed;
      at = Math.min(limit, at + count * width);
    }
  }
  return { values: into, end: at };
}

function unpack(bytes: Uint8Array, start: number, width: number, into: Uint8Array | Uint32Array, from: number, count: number): void {
  let bit = 0;
  for (let i = 0; i < count; i++) {
    let value = 0;
    for (let got = 0; got < width; ) {
      const shift = bit & 7;
      const take = Math.min(8 - shift, width - got);
      value += ((bytes[start + (bit >> 3)]! >> shift) & ((1 << take) - 1)) * 2 ** got;
      got += take;
      bit += take;
    }
    into[from + i] = value;
  }
}

/** Writes numbers of `width` bits as runs where eight or more are equal, else bit-packed. */
export function writeRuns(values: Uint8Array | Uint32Array, width: number): Uint8Array {
  const out: number[] = [];
  const varint = (value: number) => {
    for (; value > 127; value = Math.floor(value / 128)) out.push((value % 128) | 128);
    out.push(value);
  };
  let packed = 0;
  const flush = (end: number) => {
    if (packed === end) return;
    const groups = Math.ceil((end - packed) / 8);
    varint(groups * 2 + 1);
    pack(values, packed, groups * 8, width, out);
    packed = end;
  };
  for (let at = 0; at < values.length; ) {
    let same = 1;
    while (at + same < values.length && values[at + same] === values[at]) same++;
    if (same < 8) {
      // Packed groups are of eight values, so the next run is looked for after a whole group.
      at = Math.min(values.length, at + 8);
      continue;
    }
    flush(at);
    varint(same * 2);
    for (let i = 0; i < (width + 7) >> 3; i++) out.push(Math.floor(values[at]! / 2 ** (8 * i)) & 255);
    at += same;
    packed = at;
  }
  flush(values.length);
  return Uint8Array.from(out);
}

function pack(values: Uint8Array | Uint32Array, from: number, count: number, width: number, out: number[]): void {
  let byte = 0;
  let used = 0;
  for (let i = 0; i < count; i++) {
    const value = values[from + i] ?? 0;
    for (let got = 0; got < width; ) {
      const take = Math.min(8 - used, width - got);
      byte |= (Math.floor(value / 2 ** got) & ((1 << take) - 1)) << used;
      got += take;
      used += take;
      if (used === 8) {
        out.push(byte);
        byte = used = 0;
      }
    }
  }
  // A group of eight values fills whole bytes.
}

/** Bits that the largest of these numbers takes. */
export function bitWidth(most: number): number {
  return 32 - Math.clz32(most);
}
