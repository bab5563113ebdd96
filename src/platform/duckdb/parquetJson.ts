import {
  DuckDBArrayVector,
  DuckDBBlobValue,
  DuckDBDoubleVector,
  DuckDBFloatVector,
  DuckDBListVector,
  DuckDBMapVector,
  DuckDBStructVector,
  DuckDBVarCharVector,
  type DuckDBStructType,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api';
import { isEntry, passes } from '../../core/formats/parquet/shred.js';
import type { SchemaNode } from '../../core/formats/parquet/schemaTree.js';

/** Gives the JSON text of a place in a vector. */
export type Render = (at: number) => string;

const SHOWN_BYTES = 32;

/** Writes a column's values as JSON: integers with all digits, NaN and infinities as Python writes them, other types as readable texts; names are the file's own. */
export function renderer(vector: DuckDBVector, node: SchemaNode | null, parent: SchemaNode | null = null, inList = false): Render {
  // A repeated node is a list of what it would be once; a group that stands for its child is skipped.
  if (node && (inList || node.repetition !== 'repeated') && passes(node)) {
    const child = node.children[0]!;
    // DuckDB does not know a list that is marked as one in the new way only, and gives its wrapper as a struct.
    const wrapped = !inList && child.repetition === 'repeated' && vector instanceof DuckDBStructVector;
    return wrapped ? present(vector, renderer(vector.entryVectorAt(0), child, node)) : renderer(vector, child, node);
  }
  if (vector instanceof DuckDBMapVector) return list(vector['listVector'], (child) => pairs(child, node));
  if (vector instanceof DuckDBListVector) return list(vector, (child) => renderer(child, node, parent, true));
  if (vector instanceof DuckDBStructVector) return node && isEntry(node, parent) ? pairs(vector, node) : struct(vector, node);
  if (vector instanceof DuckDBVarCharVector) return (at) => stringText(vector, at);
  if (vector instanceof DuckDBArrayVector) return (at) => scalar(vector.getItem(at));
  if (vector instanceof DuckDBFloatVector) return (at) => orNull(vector.getItem(at), (value) => numberText(value, shortest(value)));
  if (vector instanceof DuckDBDoubleVector) return (at) => orNull(vector.getItem(at), (value) => numberText(value, String(value)));
  return (at) => scalar(vector.getItem(at));
}

function list(vector: DuckDBListVector, of: (child: DuckDBVector) => Render): Render {
  const item = of(vector.childVector);
  const { validity } = vector as unknown as { validity: { itemValid(at: number): boolean } };
  return (at) => {
    if (!validity.itemValid(at)) return 'null';
    const start = vector.getEntryOffset(at);
    const texts: string[] = [];
    for (let i = 0; i < vector.getEntryLength(at); i++) texts.push(item(start + i));
    return `[${texts.join(', ')}]`;
  };
}

/** Entries of a map, under the names every reader gives them. */
function pairs(vector: DuckDBVector, node: SchemaNode | null): Render {
  const entries = vector as DuckDBStructVector;
  const [key, value] = [0, 1].map((i) => renderer(entries.entryVectorAt(i), node?.children.length === 2 ? node.children[i]! : null));
  return (at) => `{"key": ${key!(at)}, "value": ${value!(at)}}`;
}

function struct(vector: DuckDBStructVector, node: SchemaNode | null): Render {
  const { entryNames } = vector.type as DuckDBStructType;
  const named = entryNames.map((name, i) => {
    const child = node?.children.length === entryNames.length ? node.children[i]! : null;
    return { name: JSON.stringify(child?.name ?? name), render: renderer(vector.entryVectorAt(i), child, node) };
  });
  return present(vector, (at) => `{${named.map(({ name, render }) => `${name}: ${render(at)}`).join(', ')}}`);
}

/** Null where the struct is. */
function present(vector: DuckDBStructVector, render: Render): Render {
  return (at) => (vector.isItemValid(at) ? render(at) : 'null');
}

function stringText(vector: DuckDBVarCharVector, at: number): string {
  const value = vector.getItem(at);
  // A chunk of long texts is held once by DuckDB; the vector would hold it once more.
  vector['itemCache'][at] = undefined as unknown as null;
  return value === null ? 'null' : JSON.stringify(value);
}

function scalar(value: DuckDBValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return numberText(value, String(value));
  if (value instanceof DuckDBBlobValue) return JSON.stringify(bytesText(value.bytes));
  return JSON.stringify(String(value));
}

function orNull(value: number | null, text: (value: number) => string): string {
  return value === null ? 'null' : text(value);
}

function numberText(value: number, text: string): string {
  return Object.is(value, -0) ? '-0.0' : text;
}

/** The fewest digits that are this 32-bit number and no other. */
function shortest(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

/** Bytes as something to look at: text where they are one, else the first of them in hexadecimal. */
function bytesText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return text;
  } catch {
    // Not a text.
  }
  const shown = Buffer.from(bytes.subarray(0, SHOWN_BYTES)).toString('hex');
  return bytes.length > SHOWN_BYTES ? `0x${shown}… (${bytes.length} bytes)` : `0x${shown}`;
}
