import { bytesField, countField, field, intField, structField, structsField } from './fields.js';
import type { Leaf, Schema } from './schemaTree.js';
import { PHYSICAL } from './leafType.js';
import { ParquetError, type ThriftStruct } from './thrift.js';

/** Where one leaf's values of a row group lie. */
export interface ColumnChunk {
  readonly struct: ThriftStruct;
  readonly metadata: ThriftStruct;
  readonly codec: number;
  readonly values: number;
  /** First byte of its first page. */
  readonly start: number;
  readonly end: number;
  readonly uncompressed: number;
}

/** A row group: `first` is its first row's number in the file. */
export interface RowGroup {
  readonly struct: ThriftStruct;
  readonly chunks: readonly ColumnChunk[];
  readonly first: number;
  readonly rows: number;
}

/** Reads the row groups; every chunk lies between the file's head and `footer`. Throws `ParquetError`. */
export function rowGroups(structs: readonly ThriftStruct[], schema: Schema, footer: number): RowGroup[] {
  let first = 0;
  return structs.map((struct, place) => {
    const rows = countField(struct, 3, `the row count of row group ${place}`);
    const chunks = structsField(struct, 1, `the column list of row group ${place}`);
    if (chunks.length !== schema.leaves.length) {
      throw new ParquetError(`row group ${place} has ${chunks.length} column chunks, but the schema has ${schema.leaves.length} columns`);
    }
    const group = { struct, first, rows, chunks: chunks.map((chunk, i) => columnChunk(chunk, schema.leaves[i] as Leaf, rows, place, footer)) };
    first += rows;
    return group;
  });
}

function columnChunk(struct: ThriftStruct, leaf: Leaf, rows: number, place: number, footer: number): ColumnChunk {
  const name = `the column ${leaf.path.join('.')} of row group ${place}`;
  if (field(struct, 8) !== undefined || field(struct, 9) !== undefined) throw new ParquetError(`${name} is encrypted; decrypt the file first`);
  if (bytesField(struct, 1) !== undefined) throw new ParquetError(`${name} lies in another file, which cannot be read`);
  const metadata = structField(struct, 3);
  if (!metadata) throw new ParquetError(`${name} has no metadata`);
  const type = PHYSICAL[intField(metadata, 1, `the type of ${name}`) ?? -1];
  if (type !== leaf.type.physical) throw new ParquetError(`${name} holds ${type ?? 'values of an unknown type'}, but the schema says ${leaf.type.physical}`);
  const values = countField(metadata, 5, `the value count of ${name}`);
  if (leaf.maxRepetition === 0 ? values !== rows : values < rows) throw new ParquetError(`${name} has ${values} values for ${rows} rows`);
  const data = countField(metadata, 9, `the place of ${name}`);
  const dictionary = intField(metadata, 11, `the dictionary's place of ${name}`) ?? 0;
  // Some writers say 0 where there is no dictionary.
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  const end = start + countField(metadata, 7, `the size of ${name}`);
  if (start < 4 || end > footer) throw new ParquetError(`${name} lies outside the file (bytes ${start} to ${end} of ${footer})`);
  const codec = countField(metadata, 4, `the codec of ${name}`);
  return { struct, metadata, codec, values, start, end, uncompressed: countField(metadata, 6, `the uncompressed size of ${name}`) };
}
