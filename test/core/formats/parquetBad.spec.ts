import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { i32, i64, listOf, nested, structsField, withFields } from '../../../src/core/formats/parquet/fields.js';
import { readFooter } from '../../../src/core/formats/parquet/footer.js';
import { RowEdits } from '../../../src/core/formats/parquet/rowEdits.js';
import { spliceParquet } from '../../../src/core/formats/parquet/splice.js';
import { ParquetError, T, type ThriftField, type ThriftStruct } from '../../../src/core/formats/parquet/thrift.js';
import { NODE_CODECS } from '../../../src/platform/duckdb/parquetCodecs.js';
import { MemorySink, memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';
import { withFooter } from './parquetFooter.js';

const FOLDER = fileURLToPath(new URL('../../fixtures/parquet/', import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.parquet')).map((name) => readFileSync(`${FOLDER}${name}`));
const PLAIN = readFileSync(`${FOLDER}plain.parquet`);

type Change = Readonly<Record<number, Omit<ThriftField, 'id'> | null>>;

/** Changes the first row group, its first column chunk and that chunk's metadata. */
function inFirst({ group = {}, chunk = {}, metadata = {} }: { group?: Change; chunk?: Change; metadata?: Change }) {
  return (footer: ThriftStruct): ThriftStruct => {
    const [first, ...others] = structsField(footer, 4, 'groups');
    const [column, ...rest] = structsField(first!, 1, 'chunks');
    const inner = column!.fields.find(({ id }) => id === 3)!.value as ThriftStruct;
    const changed = withFields(column!, { 3: nested(withFields(inner, metadata)), ...chunk });
    return withFields(footer, { 4: listOf(T.STRUCT, [withFields(first!, { 1: listOf(T.STRUCT, [changed, ...rest]), ...group }), ...others]) });
  };
}

describe('readFooter', () => {
  it.each<[string, Buffer, string]>([
    ['an empty file', Buffer.alloc(0), 'too short'],
    ['a short file', Buffer.from('PAR1PAR1'), 'too short'],
    ['another format', Buffer.from('{"prompt": "not parquet"}\n'), 'does not begin with PAR1'],
    ['a file that is cut off', PLAIN.subarray(0, 9000), 'cut off'],
    ['an encrypted file', Buffer.concat([PLAIN.subarray(0, -4), Buffer.from('PARE')]), 'encrypted'],
    ['a footer longer than the file', Buffer.concat([PLAIN.subarray(0, -8), Buffer.from([255, 255, 255, 127]), Buffer.from('PAR1')]), 'more than the file holds'],
    ['a footer that is none', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(40, 0xff), Buffer.from([40, 0, 0, 0]), Buffer.from('PAR1')]), 'metadata'],
  ])('refuses %s', async (_, bytes, reason) => {
    const reading = readFooter(memorySource(bytes));
    await expect(reading).rejects.toThrow(ParquetError);
    await expect(reading).rejects.toThrow(reason);
  });

  it.each<[string, (metadata: ThriftStruct) => ThriftStruct, string]>([
    ['more rows than its row groups', (footer) => withFields(footer, { 3: i64(25) }), 'said to have 25 rows, but its row groups have 24'],
    ['a negative row count', (footer) => withFields(footer, { 3: i64(-24) }), 'the row count is negative'],
    ['a row group of another size', inFirst({ group: { 3: i64(2 ** 40) } }), 'has 12 values for 1099511627776 rows'],
    ['a missing column chunk', inFirst({ group: { 1: listOf(T.STRUCT, []) } }), 'has 0 column chunks'],
    ['a chunk before the file', inFirst({ metadata: { 9: i64(0) } }), 'outside the file'],
    ['a chunk after the file', inFirst({ metadata: { 9: i64(1e9) } }), 'outside the file'],
    ['a chunk that is too large', inFirst({ metadata: { 7: i64(2 ** 50) } }), 'outside the file'],
    ['a negative chunk', inFirst({ metadata: { 7: i64(-1) } }), 'is negative'],
    ['a chunk of another type', inFirst({ metadata: { 1: i32(1) } }), 'holds INT32, but the schema says BYTE_ARRAY'],
    ['a chunk without metadata', inFirst({ chunk: { 3: null } }), 'has no metadata'],
    ['a chunk in another file', inFirst({ chunk: { 1: { type: T.BINARY, value: Buffer.from('/etc/passwd') } } }), 'lies in another file'],
    ['an encrypted column', inFirst({ chunk: { 8: nested({ kind: 'struct', fields: [], raw: null }) } }), 'is encrypted'],
    ['an encryption algorithm', (footer) => withFields(footer, { 8: nested({ kind: 'struct', fields: [], raw: null }) }), 'encrypted or signed'],
    ['no schema', (footer) => withFields(footer, { 2: null }), 'the schema is missing'],
    ['a schema that ends early', (footer) => withFields(footer, { 2: listOf(T.STRUCT, structsField(footer, 2, '').slice(0, -1)) }), 'the schema'],
    ['a group with too many children', (footer) => withFields(footer, { 2: listOf(T.STRUCT, [withFields(structsField(footer, 2, '')[0]!, { 5: i32(2 ** 30) }), ...structsField(footer, 2, '').slice(1)]) }), 'children'],
    ['a schema of a thousand levels', (footer) => withFields(footer, { 2: listOf(T.STRUCT, Array.from({ length: 1000 }, () => withFields(structsField(footer, 2, '')[0]!, { 5: i32(1) }))) }), 'deeper than 100 levels'],
  ])('refuses a footer with %s', async (_, change, reason) => {
    await expect(readFooter(memorySource(await withFooter(PLAIN, change)))).rejects.toThrow(reason);
  });

  it('reads or refuses 2,000 footers with random bytes in them, with a reason', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 2000; seed++) {
      const random = new Random(seed);
      const bytes = Buffer.from(random.pick(FILES));
      const { start } = await readFooter(memorySource(bytes));
      for (let n = 1 + random.below(3); n > 0; n--) bytes[start + random.below(bytes.length - 8 - start)] = random.below(256);
      try {
        await readFooter(memorySource(bytes));
      } catch (error) {
        expect(error, `seed ${seed}`).toBeInstanceOf(ParquetError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

describe('spliceParquet', () => {
  it('of 1,000 files with random bytes in their pages: saves or refuses with a reason', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const bytes = Buffer.from(random.pick(FILES));
      const footer = await readFooter(memorySource(bytes));
      for (let n = 1 + random.below(40); n > 0; n--) bytes[4 + random.below(footer.start - 4)] = random.below(256);
      const edits = new RowEdits(footer);
      edits.remove(random.below(footer.rows));
      try {
        await spliceParquet(memorySource(bytes), new MemorySink(), footer, edits.build(), NODE_CODECS);
      } catch (error) {
        expect(error, `seed ${seed}: ${String(error)}`).toBeInstanceOf(ParquetError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});
