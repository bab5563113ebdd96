import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ByteWriter, parquetWrite, type BasicType } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { readFooter, type Footer } from '../../../src/core/formats/parquet/footer.js';
import { RowEdits } from '../../../src/core/formats/parquet/rowEdits.js';
import { spliceParquet } from '../../../src/core/formats/parquet/splice.js';
import { NODE_CODECS } from '../../../src/platform/duckdb/parquetCodecs.js';
import { MemorySink, memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';

type Value = null | boolean | number | bigint | string | readonly Value[] | { readonly [name: string]: Value };
type Row = Readonly<Record<string, Value>>;

interface Kind {
  readonly type?: BasicType;
  readonly encodings: readonly string[];
  readonly schema?: readonly object[];
  value(random: Random): Value;
}

const TEXTS = ['', 'yes', 'é\u{1f600}', 'a longer text that stands in the file more than once', '"\\\n'];

const KINDS: Readonly<Record<string, Kind>> = {
  text: { type: 'STRING', encodings: ['', '', 'PLAIN', 'DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY'], value: (random) => random.pick([...TEXTS, `text ${random.below(1000)}`]) },
  i32: { type: 'INT32', encodings: ['', 'PLAIN', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT'], value: (random) => random.below(7) * 1_000_000 - 3_000_000 },
  i64: { type: 'INT64', encodings: ['', 'PLAIN', 'DELTA_BINARY_PACKED'], value: (random) => BigInt(random.below(9)) * 1_000_000_000_000_000_000n - 4_000_000_000_000_000_000n },
  double: { type: 'DOUBLE', encodings: ['', 'PLAIN', 'BYTE_STREAM_SPLIT'], value: (random) => random.pick([0, -0, 1.5, NaN, Infinity, -Infinity, 1e300, random.next()]) },
  flag: { type: 'BOOLEAN', encodings: ['PLAIN', 'RLE'], value: (random) => random.next() < 0.5 },
  list: {
    encodings: [''],
    schema: [
      { name: 'list', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    ],
    value: (random) => Array.from({ length: random.below(4) }, () => random.pick([null, ...TEXTS])),
  },
  turns: {
    encodings: [''],
    schema: [
      { name: 'turns', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', num_children: 2 },
      { name: 'role', repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      { name: 'score', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
    ],
    value: (random) => Array.from({ length: random.below(3) }, () => ({ role: random.pick(['user', 'assistant']), score: random.pick([null, random.next()]) })),
  },
};

const CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP'] as const;

/** A random file with the names of columns that take null. */
async function randomFile(random: Random): Promise<{ bytes: Uint8Array; rows: Row[]; kinds: Readonly<Record<string, { kind: Kind; nullable: boolean }>> }> {
  const names = Object.keys(KINDS).filter(() => random.next() < 0.6);
  if (names.length === 0) names.push('text');
  const kinds = Object.fromEntries(names.map((name) => [name, { kind: KINDS[name]!, nullable: KINDS[name]!.schema !== undefined || random.next() < 0.6 }]));
  // The writer's dictionary takes 0 and -0 for one value.
  const rows = Array.from({ length: 1 + random.below(30) }, () => Object.fromEntries(Object.entries(randomRow(random, kinds)).map(([name, value]) => [name, Object.is(value, -0) ? 0 : value])));
  const codec = random.pick(CODECS);
  const writer = new ByteWriter();
  await parquetWrite({
    writer,
    codec,
    compressors: { GZIP: (bytes: Uint8Array) => gzipSync(bytes) },
    rowGroupSize: 1 + random.below(20),
    pageSize: random.pick([32, 100, 1_000_000]),
    kvMetadata: [{ key: 'huggingface', value: '{"info": {}}' }],
    columnData: names.map((name) => {
      const { kind } = kinds[name]!;
      const encoding = random.pick(kind.encodings);
      return {
        name,
        data: rows.map((row) => row[name]) as never[],
        ...(encoding !== '' && { encoding: encoding as 'PLAIN' }),
        columnIndex: random.next() < 0.3,
        bloomFilter: kind.type !== undefined && kind.type !== 'BOOLEAN' && random.next() < 0.3,
      };
    }),
    schema: [{ name: 'root', num_children: names.length }, ...names.flatMap((name) => elements(name, kinds[name]!))],
  } as Parameters<typeof parquetWrite>[0]);
  return { bytes: writer.getBytes().slice(), rows, kinds };
}

/** Schema elements of a column, as the writer makes them of a type. */
function elements(name: string, { kind, nullable }: { kind: Kind; nullable: boolean }): readonly object[] {
  if (kind.schema) return kind.schema;
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
  return [kind.type === 'STRING' ? { name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8' } : { name, repetition_type, type: kind.type }];
}

function randomRow(random: Random, kinds: Readonly<Record<string, { kind: Kind; nullable: boolean }>>): Row {
  return Object.fromEntries(Object.entries(kinds).map(([name, { kind, nullable }]) => [name, nullable && random.next() < 0.2 ? null : kind.value(random)]));
}

/** A row as the text of its slot. */
function json(value: Value | undefined): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : String(value);
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${json(item as Value)}`).join(', ')}}`;
  return JSON.stringify(value ?? null);
}

/** Rows by another reader. */
async function rowsOf(bytes: Uint8Array): Promise<string[]> {
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors });
  return rows.map((row) => json(row as Row));
}

async function spliced(bytes: Uint8Array, edit: (edits: RowEdits, footer: Footer) => void): Promise<Uint8Array> {
  const source = memorySource(bytes);
  const footer = await readFooter(source);
  const edits = new RowEdits(footer);
  edit(edits, footer);
  const sink = new MemorySink();
  const written = await spliceParquet(source, sink, footer, edits.build(), NODE_CODECS);
  expect(written.bytes).toBe(sink.bytes().length);
  return sink.bytes();
}

async function chunks(bytes: Uint8Array): Promise<{ path: string; bytes: Buffer }[]> {
  const footer = await readFooter(memorySource(bytes));
  return footer.groups.flatMap((group, place) => group.chunks.map(({ start, end }, leaf) => ({ path: `${place} ${footer.schema.leaves[leaf]!.path[0]}`, bytes: Buffer.from(bytes.subarray(start, end)) })));
}

describe('spliceParquet', () => {
  it('over 1,000 random files: edits, save, undo, save equal a naive model; chunks without an edit stay byte for byte', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const { bytes, rows, kinds } = await randomFile(random);
      expect(await rowsOf(bytes), `seed ${seed}: as made`).toEqual(rows.map(json));
      expect(Buffer.from(await spliced(bytes, () => undefined)).equals(bytes), `seed ${seed}: unedited`).toBe(true);

      const removing = random.next() < 0.5;
      const model: (Row | null)[] = rows.map((row) => {
        if (random.next() < 0.7) return row;
        if (removing && random.next() < 0.5) return null;
        const other = randomRow(random, kinds);
        return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, random.next() < 0.4 ? other[name]! : value]));
      });
      const touched = new Set<string>();
      const edited = await spliced(bytes, (edits, footer) => {
        model.forEach((row, i) => {
          if (row) edits.change(i, json(rows[i]), json(row));
          else edits.remove(i);
          const group = footer.groups.findIndex(({ first, rows: count }) => i >= first && i < first + count);
          for (const name of Object.keys(kinds)) if (!row || json(row[name]) !== json(rows[i]![name])) touched.add(`${group} ${name}`);
        });
      });
      expect(await rowsOf(edited), `seed ${seed}: edited`).toEqual(model.flatMap((row) => (row ? [json(row)] : [])));
      const after = await chunks(edited);
      for (const [i, chunk] of (await chunks(bytes)).entries()) {
        if (!touched.has(chunk.path)) expect(after[i]!.bytes.equals(chunk.bytes), `seed ${seed}: ${chunk.path}`).toBe(true);
      }

      const undone = await spliced(edited, (edits) => {
        let at = 0;
        model.forEach((row, i) => {
          if (row) edits.change(at++, json(row), json(rows[i]));
          else edits.insert(at, json(rows[i]), undefined);
        });
      });
      expect(await rowsOf(undone), `seed ${seed}: undo after save`).toEqual(rows.map(json));
    }
  });
});
