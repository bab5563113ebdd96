import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { i32, listOf, nested, structsField, withFields } from '../../../src/core/formats/parquet/fields.js';
import { T, type ThriftStruct } from '../../../src/core/formats/parquet/thrift.js';
import { withFooter } from '../../core/formats/parquetFooter.js';
import { footerOf, openParquet, saveOver, temporary, textsOf } from './parquetSupport.js';

async function fileOf(schema: readonly object[], columns: Readonly<Record<string, readonly unknown[]>> | readonly (readonly [string, readonly unknown[]])[], options: object = {}): Promise<string> {
  const writer = new ByteWriter();
  const pairs = Array.isArray(columns) ? (columns as [string, unknown[]][]) : Object.entries(columns);
  await parquetWrite({ writer, schema: [{ name: 'root', num_children: pairs.length }, ...schema] as never[], columnData: pairs.map(([name, data]) => ({ name, data: [...(data as never[])] })), codec: 'UNCOMPRESSED', ...options } as Parameters<typeof parquetWrite>[0]);
  return temporary(writer.getBytes().slice());
}

const text = (name: string) => ({ name, repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' });

/** Opens, checks the texts, puts other texts in place, and checks them again. */
async function edited(path: string, before: readonly string[], after: readonly string[]): Promise<void> {
  const file = await openParquet(path);
  expect(await textsOf(file)).toEqual(before);
  await saveOver(file, path, new Map(after.map((row, i) => [i, row])));
  expect(await textsOf(file)).toEqual(after);
  for (const [i, row] of after.entries()) expect((await file.slot(i)).text).toBe(row);
  file.close();
}

describe('odd files', () => {
  it('columns whose names differ only in case, are special to JavaScript, or are what DuckDB calls row numbers', async () => {
    const names = ['a', 'A', '__proto__', 'constructor', 'file_row_number', 'say "hi"', "it's", ''];
    const path = await fileOf(names.map(text), names.map((name) => [name, [`1 ${name}`, null]] as const));
    const row = (values: (name: string) => string | null) => `{${names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(values(name))}`).join(', ')}}`;
    await edited(path, [row((name) => `1 ${name}`), row(() => null)], [row((name) => (name === 'A' ? 'new' : `1 ${name}`)), row((name) => (name === '__proto__' ? 'p' : null))]);
  });

  it('a path with signs that stand for many, or looks like a partition', async () => {
    const made = await fileOf([text('a')], { a: ['x', 'y'] });
    const path = join(dirname(made), "[1]*? it's", 'lang=en', 'a{b}.parquet');
    mkdirSync(dirname(path), { recursive: true });
    renameSync(made, path);
    await edited(path, ['{"a": "x"}', '{"a": "y"}'], ['{"a": "x"}', '{"a": "z"}']);
  });

  it('lists in the ways that old writers have', async () => {
    const threeLevels = [
      { name: 'l', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'REQUIRED', type: 'INT32' },
    ];
    await edited(await fileOf(threeLevels, { l: [[1, 2], [], null] }), ['{"l": [1, 2]}', '{"l": []}', '{"l": null}'], ['{"l": null}', '{"l": [3]}', '{"l": []}']);
    // The same levels without the group between.
    const twoLevels = await withFooter(readFileSync(await fileOf(threeLevels, { l: [[1, 2], [], null] })), (footer) => {
      const [root, list, , element] = structsField(footer, 2, 'schema');
      return withFields(footer, { 2: listOf(T.STRUCT, [root!, list!, withFields(element!, { 3: i32(2) })]) });
    });
    await edited(temporary(twoLevels), ['{"l": [1, 2]}', '{"l": []}', '{"l": null}'], ['{"l": null}', '{"l": [3]}', '{"l": []}']);
    // Marked as a list in the new way only.
    const marked: ThriftStruct = { kind: 'struct', raw: null, fields: [{ id: 3, ...nested({ kind: 'struct', raw: null, fields: [] }) }] };
    const logicalOnly = await withFooter(readFileSync(await fileOf(threeLevels, { l: [[1, 2], [], null] })), (footer) => {
      const [root, list, ...rest] = structsField(footer, 2, 'schema');
      return withFields(footer, { 2: listOf(T.STRUCT, [root!, withFields(list!, { 6: null, 10: nested(marked) }), ...rest]) });
    });
    await edited(temporary(logicalOnly), ['{"l": [1, 2]}', '{"l": []}', '{"l": null}'], ['{"l": null}', '{"l": [3]}', '{"l": []}']);
  });

  it('a struct with one member, and one in a list', async () => {
    const schema = [
      { name: 's', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: 'only', repetition_type: 'OPTIONAL', type: 'INT32' },
      { name: 'l', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: '__proto__', repetition_type: 'OPTIONAL', type: 'INT32' },
    ];
    const one = JSON.parse('{"__proto__": 1}') as object;
    const path = await fileOf(schema, { s: [{ only: 1 }, null], l: [[one, null], []] });
    await edited(
      path,
      ['{"s": {"only": 1}, "l": [{"__proto__": 1}, null]}', '{"s": null, "l": []}'],
      ['{"s": {"only": null}, "l": [{"__proto__": null}]}', '{"s": {"only": 5}, "l": [null, {"__proto__": 2}]}'],
    );
  });

  it('a text that is not UTF-8: its row is broken, the others are read and saved around it', async () => {
    const path = await fileOf([text('a'), text('b')], { a: ['x', 'bad', 'z'], b: ['1', '2', '3'] });
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('bad')] = 0xff;
    writeFileSync(path, bytes);
    const file = await openParquet(path);
    const slots = [];
    for await (const chunk of file.scan()) slots.push(...chunk.slots);
    expect(slots.map((slot) => slot.text)).toEqual(['{"a": "x", "b": "1"}', null, '{"a": "z", "b": "3"}']);
    expect(slots[1]!.problem).toMatch(/UTF-?8/i);
    expect((await file.slot(2)).text).toBe('{"a": "z", "b": "3"}');
    expect((await file.slot(1)).problem).toMatch(/UTF-?8/i);
    await saveOver(file, path, new Map([[2, '{"a": "new", "b": "3"}']]));
    expect((await file.slot(2)).text).toBe('{"a": "new", "b": "3"}');
    expect(readFileSync(path).includes(Buffer.from([0xff, 0x61, 0x64]))).toBe(true);
    file.close();
  });

  it('a file that is broken from its middle on: what comes before is read, and the rest is told of', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `text ${i} ${'x'.repeat(i % 50)}`);
    const path = await fileOf([text('a')], { a: rows }, { codec: 'SNAPPY', pageSize: 4000, rowGroupSize: 5000 });
    const { groups } = await footerOf(path);
    const bytes = readFileSync(path);
    bytes.fill(0xee, groups[2]!.chunks[0]!.start, groups[2]!.chunks[0]!.end);
    writeFileSync(path, bytes);
    const file = await openParquet(path);
    const found: (string | null)[] = [];
    for await (const { slots } of file.scan()) found.push(...slots.map((slot) => slot.text));
    expect(found).toEqual(rows.slice(0, 10_000).map((row) => JSON.stringify({ a: row }).replace(':', ': ')));
    expect(file.damage).toMatch(/^row 10000 and those after it cannot be read: /);
    expect((await file.slot(12_000)).problem).not.toBeNull();
    expect((await file.slot(9_999)).text).toBe(`{"a": "${rows[9_999]}"}`);
    file.close();
  });

  it('an empty file of no rows', async () => {
    const path = await fileOf([text('a')], { a: [] });
    const file = await openParquet(path);
    expect(await textsOf(file)).toEqual([]);
    expect(file.columns).toEqual(['a']);
    file.close();
  });

  it('texts larger than a page, in pages of about a megabyte afterwards', async () => {
    const long = 'long '.repeat(100_000);
    const path = await fileOf([text('a')], { a: Array.from({ length: 8 }, (_, i) => `${i} ${long}`) });
    const file = await openParquet(path);
    const texts = (await textsOf(file)) as string[];
    await saveOver(file, path, new Map([[3, '{"a": "short"}'], [5, '']]));
    expect(await textsOf(file, new Set([5]))).toEqual(texts.map((row, i) => (i === 3 ? '{"a": "short"}' : i === 5 ? '' : row)));
    await saveOver(file, path, new Map([[3, texts[3]!], [5, texts[5]!]]));
    expect(await textsOf(file)).toEqual(texts);
    file.close();
  });

  it('a scan that is stopped ends at once, and the file can be read on', async () => {
    const path = await fileOf([text('a')], { a: Array.from({ length: 5000 }, (_, i) => `${i}`) });
    const file = await openParquet(path);
    const stop = new AbortController();
    const reading = (async () => {
      for await (const { slots } of file.scan(stop.signal)) if (slots.length > 0) stop.abort();
    })();
    await expect(reading).rejects.toThrow();
    expect((await file.slot(4999)).text).toBe('{"a": "4999"}');
    expect((await textsOf(file)).length).toBe(5000);
    file.close();
  });
});
