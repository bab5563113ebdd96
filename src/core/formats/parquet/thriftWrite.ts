import { T, type ThriftList, type ThriftMap, type ThriftStruct, type ThriftValue } from './thrift.js';

/** Writes a struct: what was not changed as it was read, byte for byte. */
export function writeStruct(struct: ThriftStruct): Uint8Array {
  const out: Uint8Array[] = [];
  putStruct(out, struct);
  return joinBytes(out);
}

/** Puts byte arrays one after another. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function putStruct(out: Uint8Array[], struct: ThriftStruct): void {
  if (struct.raw) {
    out.push(struct.raw.bytes.subarray(struct.raw.start, struct.raw.end));
    return;
  }
  let last = 0;
  for (const { id, type, value } of struct.fields) {
    const kind = typeof value === 'boolean' ? (value ? T.TRUE : T.FALSE) : type;
    const delta = id - last;
    if (delta > 0 && delta < 16) out.push(Uint8Array.of((delta << 4) | kind));
    else out.push(Uint8Array.of(kind), zigzag(id));
    last = id;
    if (typeof value !== 'boolean') put(out, type, value);
  }
  out.push(Uint8Array.of(0));
}

function put(out: Uint8Array[], type: number, value: ThriftValue): void {
  if (typeof value === 'number' || typeof value === 'bigint') {
    out.push(type <= T.BYTE ? Uint8Array.of(Number(value)) : zigzag(value));
  } else if (value instanceof Uint8Array) {
    if (type === T.BINARY) out.push(varint(BigInt(value.length)));
    out.push(value);
  } else if (typeof value === 'object' && value.kind === 'struct') {
    putStruct(out, value);
  } else if (typeof value === 'object' && value.kind === 'list') {
    putList(out, value);
  } else if (typeof value === 'object') {
    putMap(out, value);
  }
}

function putList(out: Uint8Array[], { element, items }: ThriftList): void {
  out.push(Uint8Array.of((Math.min(items.length, 15) << 4) | element));
  if (items.length >= 15) out.push(varint(BigInt(items.length)));
  for (const item of items) put(out, element, item);
}

function putMap(out: Uint8Array[], { key, value, entries }: ThriftMap): void {
  out.push(varint(BigInt(entries.length)));
  if (entries.length > 0) out.push(Uint8Array.of((key << 4) | value));
  for (const [k, v] of entries) {
    put(out, key, k);
    put(out, value, v);
  }
}

function zigzag(value: number | bigint): Uint8Array {
  const big = BigInt(value);
  return varint(BigInt.asUintN(64, (big << 1n) ^ (big >> 63n)));
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
  bytes.push(Number(value));
  return Uint8Array.from(bytes);
}
