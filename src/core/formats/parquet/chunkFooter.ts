import { t } from '@vscode/l10n';
import type { ChunkSplice } from './chunkSplice.js';
import { bytesField, field, i32, i64, intField, listField, listOf, nested, structField, withFields } from './fields.js';
import { PAGE } from './pageHeader.js';
import type { ColumnChunk } from './rowGroup.js';
import { T, type ThriftField, type ThriftStruct } from './thrift.js';
import type { Leaf } from './schemaTree.js';

/** What the footer says of a column chunk, when bytes stand at other places and `splice` changed some; `indexLength` is the new length of its offset index. */
export function movedChunk(chunk: ColumnChunk, splice: ChunkSplice | undefined, leaf: Leaf, moved: (offset: number) => number, indexLength: number | undefined): ThriftStruct {
  const { struct, metadata } = chunk;
  const place = (from: ThriftStruct, id: number) => {
    const old = intField(from, id, t('a place in the file')) ?? 0;
    return old > 0 ? moving(from, id, moved(old)) : undefined;
  };
  const meta = withFields(metadata, {
    9: place(metadata, 9),
    10: place(metadata, 10),
    11: place(metadata, 11),
    14: splice ? null : place(metadata, 14),
    ...(splice && { ...sizes(chunk, splice, moved), ...pagesOf(metadata, splice), 12: statistics(metadata, splice, leaf), 15: null, 16: null, 17: null }),
  });
  const same = !splice && meta.fields.every((entry, i) => entry === metadata.fields[i]);
  const indexed = splice || indexLength === undefined;
  const changed = withFields(struct, {
    2: place(struct, 2),
    3: same ? undefined : nested(meta),
    4: indexed ? null : place(struct, 4),
    5: indexed ? null : moving(struct, 5, indexLength, T.I32),
    6: splice ? null : place(struct, 6),
    7: splice ? null : undefined,
  });
  const untouched = changed.fields.length === struct.fields.length && changed.fields.every((entry, i) => entry === struct.fields[i]);
  return untouched ? struct : changed;
}

/** The field with its new value; undefined where that is the old one. */
function moving(struct: ThriftStruct, id: number, value: number, type: number = T.I64): Omit<ThriftField, 'id'> | undefined {
  return field(struct, id) === value ? undefined : { type, value };
}

function sizes({ values, uncompressed, start, end }: ColumnChunk, splice: ChunkSplice, moved: (offset: number) => number) {
  return { 5: i64(values + splice.entries), 6: i64(uncompressed + splice.uncompressed), 7: i64(moved(end) - moved(start)) };
}

/** Encodings and their counts; those of levels stay. */
function pagesOf(metadata: ThriftStruct, { pages }: ChunkSplice) {
  const counts = [...pages].map(([key, count]) => ({ kind: Number(key.split(':')[0]), encoding: Number(key.split(':')[1]), count }));
  const used = counts.filter(({ kind }) => kind !== PAGE.INDEX).map(({ encoding }) => encoding);
  const encodings = [...new Set([...(listField(metadata, 2) ?? []), ...used])];
  const stats = counts.map(({ kind, encoding, count }): ThriftStruct => ({ kind: 'struct', raw: null, fields: [kind, encoding, count].map((value, i) => ({ id: i + 1, ...i32(value) })) }));
  return { 2: listOf(T.I32, encodings), 13: listField(metadata, 13) ? listOf(T.STRUCT, stats) : undefined };
}

/** Least and greatest value are left out, as the old ones may be wrong; the number of nulls is known of columns without lists. */
function statistics(metadata: ThriftStruct, { nulls }: ChunkSplice, leaf: Leaf): Omit<ThriftField, 'id'> | null | undefined {
  const old = structField(metadata, 12);
  const count = old && intField(old, 3, t('a null count'));
  if (!old || count === undefined || leaf.maxRepetition > 0) return old ? null : undefined;
  return nested({ kind: 'struct', raw: null, fields: [{ id: 3, ...i64(count + nulls) }] });
}

/** Where a chunk's page indexes and bloom filter lie; null for those it has not, or whose place makes no sense. */
export function indexPlaces({ struct, metadata }: ColumnChunk, footer: number) {
  const region = (start: number | undefined, length: number | undefined) =>
    start !== undefined && length !== undefined && start >= 4 && length > 0 && start + length <= footer ? { start, end: start + length } : null;
  const number = (from: ThriftStruct, id: number) => intField(from, id, t('the place of an index'));
  return {
    offsets: region(number(struct, 4), number(struct, 5)),
    bounds: region(number(struct, 6), number(struct, 7)),
    bloom: region(number(metadata, 14), number(metadata, 15)),
  };
}

/** An offset index with its pages at their new places. */
export function movedOffsets(index: ThriftStruct, moved: (offset: number) => number): ThriftStruct {
  const pages = (listField(index, 1) ?? []).map((page) => {
    const struct = page as ThriftStruct;
    const at = intField(struct, 1, t('the place of a page')) ?? 0;
    return withFields(struct, { 1: i64(moved(at)) });
  });
  return withFields(index, { 1: listOf(T.STRUCT, pages) });
}

/** The bytes of a struct as the file holds them; null where it was changed. */
export function rawBytes({ raw }: ThriftStruct): Uint8Array | null {
  return raw && raw.bytes.subarray(raw.start, raw.end);
}

/** True where a row group is said to be ordered by one of these leaves. */
export function sortedBy(group: ThriftStruct, leaves: ReadonlySet<number>): boolean {
  return (listField(group, 4) ?? []).some((entry) => typeof entry === 'object' && !(entry instanceof Uint8Array) && entry.kind === 'struct' && leaves.has(intField(entry, 1, t('a sorting column')) ?? -1) && bytesField(entry, 1) === undefined);
}
