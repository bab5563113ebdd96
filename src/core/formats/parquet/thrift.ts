/** Thrift's compact protocol read without a schema, so that fields nobody here knows of are kept. */
import { t } from '@vscode/l10n';

/** A file, or a part of one, that is not valid Parquet; the message says where and why. */
export class ParquetError extends Error {
  override readonly name = 'ParquetError';
}

/** Types of the compact protocol. */
export const T = { TRUE: 1, FALSE: 2, BYTE: 3, I16: 4, I32: 5, I64: 6, DOUBLE: 7, BINARY: 8, LIST: 9, SET: 10, MAP: 11, STRUCT: 12, UUID: 13 } as const;

/** Numbers are bigints where a number would lose digits; doubles and UUIDs stay bytes. */
export type ThriftValue = boolean | number | bigint | Uint8Array | ThriftList | ThriftMap | ThriftStruct;

/** A list or a set. */
export interface ThriftList {
  readonly kind: 'list';
  readonly element: number;
  readonly items: readonly ThriftValue[];
}

/** A map. */
export interface ThriftMap {
  readonly kind: 'map';
  readonly key: number;
  readonly value: number;
  readonly entries: readonly (readonly [ThriftValue, ThriftValue])[];
}

/** A field in its place in a struct. */
export interface ThriftField {
  readonly id: number;
  readonly type: number;
  readonly value: ThriftValue;
}

/** A struct; `raw` is how it was written, null where it was changed since. */
export interface ThriftStruct {
  readonly kind: 'struct';
  readonly fields: readonly ThriftField[];
  readonly raw: { readonly bytes: Uint8Array; readonly start: number; readonly end: number } | null;
}

/** The bytes end within a value: more of them may make it whole. */
export class ThriftCutOff extends ParquetError {}

const MAX_DEPTH = 64;

/** Reads one struct at `start`; `end` is the first byte after it. Throws `ParquetError`. */
export function readStruct(bytes: Uint8Array, start = 0): { struct: ThriftStruct; end: number } {
  const reader = new Reader(bytes, start);
  const struct = reader.struct(0);
  return { struct, end: reader.at };
}

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  struct(depth: number): ThriftStruct {
    if (depth > MAX_DEPTH) throw new ParquetError(t('its metadata is nested deeper than {0} levels', MAX_DEPTH));
    const start = this.at;
    const fields: ThriftField[] = [];
    let id = 0;
    for (;;) {
      const head = this.byte();
      const type = head & 15;
      if (type === 0) return { kind: 'struct', fields, raw: { bytes: this.bytes, start, end: this.at } };
      id = head >> 4 ? id + (head >> 4) : Number(this.zigzag());
      fields.push({ id, type, value: type === T.TRUE ? true : type === T.FALSE ? false : this.value(type, depth + 1) });
    }
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new ThriftCutOff(t('its metadata ends within a value'));
    return byte;
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new ThriftCutOff(t('its metadata ends within a value'));
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private value(type: number, depth: number): ThriftValue {
    switch (type) {
      case T.TRUE:
      case T.FALSE:
      case T.BYTE:
        return (this.byte() << 24) >> 24;
      case T.I16:
      case T.I32:
      case T.I64:
        return this.zigzag();
      case T.DOUBLE:
        return this.take(8);
      case T.UUID:
        return this.take(16);
      case T.BINARY:
        return this.take(this.size());
      case T.LIST:
      case T.SET:
        return this.list(depth);
      case T.MAP:
        return this.map(depth);
      case T.STRUCT:
        return this.struct(depth);
      default:
        throw new ParquetError(t('its metadata holds a value of the unknown type {0}', type));
    }
  }

  private list(depth: number): ThriftList {
    if (depth > MAX_DEPTH) throw new ParquetError(t('its metadata is nested deeper than {0} levels', MAX_DEPTH));
    const head = this.byte();
    const count = head >> 4 === 15 ? this.size() : head >> 4;
    const element = head & 15;
    const items: ThriftValue[] = [];
    for (let i = 0; i < count; i++) items.push(this.value(element, depth + 1));
    return { kind: 'list', element, items };
  }

  private map(depth: number): ThriftMap {
    if (depth > MAX_DEPTH) throw new ParquetError(t('its metadata is nested deeper than {0} levels', MAX_DEPTH));
    const count = this.size();
    const types = count > 0 ? this.byte() : 0;
    const entries: [ThriftValue, ThriftValue][] = [];
    for (let i = 0; i < count; i++) entries.push([this.value(types >> 4, depth + 1), this.value(types & 15, depth + 1)]);
    return { kind: 'map', key: types >> 4, value: types & 15, entries };
  }

  private size(): number {
    const size = this.varint();
    // Every item takes a byte at least.
    if (size > this.bytes.length - this.at) throw new ThriftCutOff(t('its metadata ends within a value'));
    return Number(size);
  }

  private zigzag(): number | bigint {
    const value = this.varint();
    if (typeof value === 'number') return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    const signed = (value >> 1n) ^ -(value & 1n);
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : signed;
  }

  private varint(): number | bigint {
    let value = 0;
    for (let i = 0, scale = 1; i < 7; i++, scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    let big = BigInt(value);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      big |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, big);
    }
    throw new ParquetError(t('its metadata holds a number that is too long'));
  }
}
