import { t } from '@vscode/l10n';
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
    const rows = countField(struct, 3, t('the row count of row group {0}', place));
    const chunks = structsField(struct, 1, t('the column list of row group {0}', place));
    if (chunks.length !== schema.leaves.length) {
      throw new ParquetError(t('row group {0} has {1} column chunks, but the schema has {2} columns', place, chunks.length, schema.leaves.length));
    }
    const group = { struct, first, rows, chunks: chunks.map((chunk, i) => columnChunk(chunk, schema.leaves[i] as Leaf, rows, place, footer)) };
    first += rows;
    return group;
  });
}

function columnChunk(struct: ThriftStruct, leaf: Leaf, rows: number, place: number, footer: number): ColumnChunk {
  const name = t('the column {0} of row group {1}', leaf.path.join('.'), place);
  if (field(struct, 8) !== undefined || field(struct, 9) !== undefined) throw new ParquetError(t('{0} is encrypted; decrypt the file first', name));
  if (bytesField(struct, 1) !== undefined) throw new ParquetError(t('{0} lies in another file, which cannot be read', name));
  const metadata = structField(struct, 3);
  if (!metadata) throw new ParquetError(t('{0} has no metadata', name));
  const type = PHYSICAL[intField(metadata, 1, t('the type of {0}', name)) ?? -1];
  if (type !== leaf.type.physical) throw new ParquetError(t('{0} holds {1}, but the schema says {2}', name, type ?? t('values of an unknown type'), String(leaf.type.physical)));
  const values = countField(metadata, 5, t('the value count of {0}', name));
  if (leaf.maxRepetition === 0 ? values !== rows : values < rows) throw new ParquetError(t('{0} has {1} values for {2} rows', name, values, rows));
  const data = countField(metadata, 9, t('the place of {0}', name));
  const dictionary = intField(metadata, 11, t('the dictionary\'s place of {0}', name)) ?? 0;
  // Some writers say 0 where there is no dictionary.
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  const end = start + countField(metadata, 7, t('the size of {0}', name));
  if (start < 4 || end > footer) throw new ParquetError(t('{0} lies outside the file (bytes {1} to {2} of {3})', name, start, end, footer));
  const codec = countField(metadata, 4, t('the codec of {0}', name));
  return { struct, metadata, codec, values, start, end, uncompressed: countField(metadata, 6, t('the uncompressed size of {0}', name)) };
}
