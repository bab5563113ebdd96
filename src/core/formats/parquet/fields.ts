import { t } from '@vscode/l10n';
import { ParquetError, T, type ThriftField, type ThriftStruct, type ThriftValue } from './thrift.js';

/** A field's value; undefined where the struct has none. */
export function field(struct: ThriftStruct, id: number): ThriftValue | undefined {
  return struct.fields.find((entry) => entry.id === id)?.value;
}

/** A whole number of at most 53 bits; undefined where the struct has none. Throws `ParquetError` naming it where it is something else. */
export function intField(struct: ThriftStruct, id: number, name: string): number | undefined {
  const value = field(struct, id);
  if (value !== undefined && typeof value !== 'number') throw new ParquetError(t('{0} is not a number that can be read', name));
  return value;
}

/** A count or a place that must be there and not be negative. Throws `ParquetError` naming it. */
export function countField(struct: ThriftStruct, id: number, name: string): number {
  const value = intField(struct, id, name);
  if (value === undefined) throw new ParquetError(t('{0} is missing', name));
  if (value < 0) throw new ParquetError(t('{0} is negative ({1})', name, value));
  return value;
}

/** Bytes; undefined where the struct has none. */
export function bytesField(struct: ThriftStruct, id: number): Uint8Array | undefined {
  const value = field(struct, id);
  return value instanceof Uint8Array ? value : undefined;
}

/** A struct within the struct; undefined where it has none. */
export function structField(struct: ThriftStruct, id: number): ThriftStruct | undefined {
  const value = field(struct, id);
  return isStruct(value) ? value : undefined;
}

/** A list's items; undefined where the struct has none. */
export function listField(struct: ThriftStruct, id: number): readonly ThriftValue[] | undefined {
  const value = field(struct, id);
  return typeof value === 'object' && !(value instanceof Uint8Array) && value.kind === 'list' ? value.items : undefined;
}

/** The structs of a list. Throws `ParquetError` naming it where there is no such list. */
export function structsField(struct: ThriftStruct, id: number, name: string): readonly ThriftStruct[] {
  const items = listField(struct, id);
  if (!items?.every(isStruct)) throw new ParquetError(t('{0} is missing or not a list', name));
  return items as readonly ThriftStruct[];
}

/** The struct with other values in these fields, the rest in its order; null takes a field out, `undefined` leaves it. */
export function withFields(struct: ThriftStruct, changes: Readonly<Record<number, Omit<ThriftField, 'id'> | null | undefined>>): ThriftStruct {
  const left = new Map(Object.entries(changes).flatMap(([id, change]) => (change === undefined ? [] : [[Number(id), change] as const])));
  const fields: ThriftField[] = [];
  for (const old of struct.fields) {
    const change = left.get(old.id);
    left.delete(old.id);
    if (change === undefined) fields.push(old);
    else if (change !== null) fields.push({ id: old.id, ...change });
  }
  for (const [id, change] of [...left].sort(([a], [b]) => a - b)) {
    if (change === null) continue;
    const before = fields.findIndex((other) => other.id > id);
    fields.splice(before < 0 ? fields.length : before, 0, { id, ...change });
  }
  return { kind: 'struct', fields, raw: null };
}

/** A 32-bit number as a field's value. */
export function i32(value: number): Omit<ThriftField, 'id'> {
  return { type: T.I32, value };
}

/** A 64-bit number as a field's value. */
export function i64(value: number): Omit<ThriftField, 'id'> {
  return { type: T.I64, value };
}

/** A struct as a field's value. */
export function nested(value: ThriftStruct): Omit<ThriftField, 'id'> {
  return { type: T.STRUCT, value };
}

/** A list as a field's value. */
export function listOf(element: number, items: readonly ThriftValue[]): Omit<ThriftField, 'id'> {
  return { type: T.LIST, value: { kind: 'list', element, items } };
}

function isStruct(value: ThriftValue | undefined): value is ThriftStruct {
  return typeof value === 'object' && !(value instanceof Uint8Array) && value.kind === 'struct';
}
