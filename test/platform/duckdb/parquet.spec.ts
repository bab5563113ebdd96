import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EditError } from '../../../src/core/edits.js';
import { bytesField, intField, listField, structField } from '../../../src/core/formats/parquet/fields.js';
import type { Footer } from '../../../src/core/formats/parquet/footer.js';
import { PAGE, readPageHeader } from '../../../src/core/formats/parquet/pageHeader.js';
import { readStruct, type ThriftStruct } from '../../../src/core/formats/parquet/thrift.js';
import { Random } from '../../support/random.js';
import { chunkBytes, footerOf, normal, openParquet, saveOver, sourceOf, temporary, textsOf } from './parquetSupport.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/parquet/', import.meta.url));
const NAMES = readdirSync(FIXTURES).filter((name) => name.endsWith('.parquet'));
const ROWS = readFileSync(`${FIXTURES}rows.jsonl`, 'utf8').trimEnd().split('\n');

/** New values, each with the column it goes into. */
const VALUES: readonly (readonly [string, string])[] = [
  ['prompt', '"new \\u0000 \\ud83d\\ude00"'],
  ['chosen', 'null'],
  ['chosen', `"${'long '.repeat(500)}"`],
  ['rejected', '"rejected 1"'],
  ['i8', '-128'],
  ['i16', '32767'],
  ['i32', '-2147483648'],
  ['i64', '-9223372036854775808'],
  ['u8', '255'],
  ['u32', '4294967295'],
  ['u64', '18446744073709551615'],
  ['f32', 'NaN'],
  ['f32', '0.3'],
  ['f64', '-Infinity'],
  ['f64', '123456789.125'],
  ['flag', 'null'],
  ['flag', 'true'],
  ['scores', 'null'],
  ['scores', '[]'],
  ['scores', '[1.5, null, NaN, -0.0]'],
  ['turns', '[{"role": "user", "content": null}, {"role": null, "content": "x"}]'],
  ['turns', '[]'],
  ['deep', '[["a", null], [], null, ["b"]]'],
  ['deep', 'null'],
  ['meta', '{"source": "new", "nested": null}'],
  ['meta', '{"source": null, "nested": {"n": 9007199254740993}}'],
  ['meta', 'null'],
  ['counts', '[{"key": "new", "value": 7}, {"key": "", "value": null}]'],
  ['counts', '[]'],
];

/** The member of a row's text, by the order of columns that `make.py` has. */
function withValue(row: string, column: string, value: string): string {
  const names = Object.keys(JSON.parse(row.replace(/\bNaN\b|-?\bInfinity\b/g, '0')) as object);
  const at = row.indexOf(`"${column}": `) + column.length + 4;
  const next = names[names.indexOf(column) + 1];
  const end = next === undefined ? row.length - 1 : row.indexOf(`, "${next}": `, at);
  return row.slice(0, at) + value + row.slice(end);
}

function metadataOf({ metadata }: Footer): (string | undefined)[][] {
  const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
  return ((listField(metadata, 5) ?? []) as ThriftStruct[]).map((pair) => [text(bytesField(pair, 1)), text(bytesField(pair, 2))]);
}

describe.each(NAMES)('%s', (name) => {
  it('reads as pyarrow wrote it', async () => {
    const file = await openParquet(`${FIXTURES}${name}`);
    expect((await textsOf(file)).map(normal)).toEqual(ROWS.map(normal));
    for (const row of [23, 0, 11]) expect(normal((await file.slot(row)).text)).toBe(normal(ROWS[row]!));
    expect(file.rows).toBe(24);
    expect(file.columns.slice(0, 2)).toEqual(['prompt', 'chosen']);
    file.close();
  });

  it('saves without an edit byte for byte', async () => {
    const path = temporary(`${FIXTURES}${name}`);
    const file = await openParquet(path);
    await textsOf(file);
    await saveOver(file, path, new Map());
    expect(readFileSync(path).equals(readFileSync(`${FIXTURES}${name}`))).toBe(true);
    file.close();
  });

  it('takes every kind of value in every type, and leaves the other columns as they were', async () => {
    const path = temporary(`${FIXTURES}${name}`);
    const file = await openParquet(path);
    const rows = (await textsOf(file)) as string[];
    for (const [i, [column, value]] of VALUES.entries()) {
      const row = (i * 7) % 24;
      const old = await footerOf(path);
      const bytes = old.schema.leaves.map((_, leaf) => old.groups.map((_, group) => chunkBytes(path, old, group, leaf)));
      rows[row] = withValue(rows[row]!, column, value);
      await saveOver(file, path, new Map([[row, rows[row]]]));
      expect((await textsOf(file)).map(normal), column).toEqual(rows.map(normal));
      const now = await footerOf(path);
      expect(metadataOf(now)).toEqual(metadataOf(old));
      for (const [leaf, { path: [top] }] of old.schema.leaves.entries()) {
        if (top === column) continue;
        old.groups.forEach((_, group) => expect(chunkBytes(path, now, group, leaf).equals(bytes[leaf]![group]!), `${column} changed ${top}`).toBe(true));
      }
    }
    file.close();
  });

  it('puts rows back that a save took out, with the values that are only shown', async () => {
    const path = temporary(`${FIXTURES}${name}`);
    const file = await openParquet(path);
    const before = (await textsOf(file)) as string[];
    const removed = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 23];
    await saveOver(file, path, new Map(removed.map((row) => [row, ''])));
    expect(await textsOf(file, new Set(removed))).toEqual(before.map((text, row) => (removed.includes(row) ? '' : text)));
    expect((await file.slot(10)).text).toBe(before[10]);
    expect((await file.slot(15)).text).toBe('');
    const back = [23, 3, 4, 0];
    await saveOver(file, path, new Map(back.map((row) => [row, before[row]!])));
    const still = new Set(removed.filter((row) => !back.includes(row)));
    expect(await textsOf(file, still)).toEqual(before.map((text, row) => (still.has(row) ? '' : text)));
    await saveOver(file, path, new Map([...still].map((row) => [row, before[row]!])));
    expect(await textsOf(file)).toEqual(before);
    file.close();
  });

  it('over seeded edits and removals: save and undo equal a model', async () => {
    const path = temporary(`${FIXTURES}${name}`);
    const file = await openParquet(path);
    const original = (await textsOf(file)) as string[];
    let model = [...original];
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Random(seed);
      const changed = new Map<number, string>();
      for (let row = 0; row < 24; row++) {
        if (random.next() < 0.6) continue;
        if (model[row] === '') changed.set(row, original[row]!);
        else changed.set(row, random.next() < 0.25 ? '' : random.next() < 0.3 ? original[row]! : withValue(model[row]!, ...random.pick(VALUES)));
      }
      await saveOver(file, path, changed);
      model = model.map((text, row) => changed.get(row) ?? text);
      const gone = new Set(model.flatMap((text, row) => (text === '' ? [row] : [])));
      expect((await textsOf(file, gone)).map(normal), `seed ${seed}`).toEqual(model.map(normal));
    }
    await saveOver(file, path, new Map(original.map((text, row) => [row, text])));
    expect((await textsOf(file)).map(normal)).toEqual(original.map(normal));
    file.close();
  });
});

describe('ParquetFile', () => {
  const plain = `${FIXTURES}plain.parquet`;

  it('reads only selected columns, and keeps the others of rows that it takes out', async () => {
    const path = temporary(plain);
    const file = await openParquet(path);
    file.select(['chosen', 'rejected']);
    const texts = (await textsOf(file)) as string[];
    expect(texts[1]).toBe('{"chosen": "chosen 1 xxxxxxx", "rejected": "rejected 1"}');
    await saveOver(file, path, new Map([[1, '']]));
    await saveOver(file, path, new Map([[1, '{"chosen": "changed", "rejected": "rejected 1"}']]));
    const again = await openParquet(path);
    const all = (await textsOf(again)).map(normal);
    expect(all).toEqual(ROWS.map((row, i) => normal(i === 1 ? withValue(row, 'chosen', '"changed"') : row)));
    file.close();
    again.close();
  });

  it('refuses after a restart to put back what it no longer knows', async () => {
    const path = temporary(plain);
    const file = await openParquet(path);
    const texts = (await textsOf(file)) as string[];
    await saveOver(file, path, new Map([[5, '']]));
    file.close();
    const again = await openParquet(path);
    expect((await textsOf(again, new Set([5])))[6]).toBe(texts[6]);
    await expect(saveOver(again, path, new Map([[5, texts[5]!]]))).rejects.toThrow('the exact values of its column price were not kept');
    await expect(saveOver(again, path, new Map([[5, '{"chosen": "x"}']]))).rejects.toThrow('its column prompt was not read');
    again.close();
  });

  it.each([
    ['prompt', 'null', 'must have a value'],
    ['prompt', '"\\ud800"', 'half of a surrogate pair'],
    ['i8', '128', 'whole numbers from -128 to 127'],
    ['u64', '-1', 'whole numbers from 0 to'],
    ['i64', '0.5', 'whole numbers'],
    ['f64', '"1"', 'holds numbers of 64 bits'],
    ['f32', '1e39', 'holds numbers of 32 bits'],
    ['flag', '1', 'true or false'],
    ['chosen', '3', 'holds texts'],
    ['scores', '3', 'holds a list'],
    ['turns', '[{"role": "user"}]', 'needs a value for content'],
    ['turns', '[{"role": "user", "content": "", "__proto__": 1}]', 'has only role, content'],
    ['price', '"1.00"', 'DECIMAL values, which are shown but cannot be edited'],
    ['raw', '"x"', 'binary values'],
  ])('refuses to put into %s the value %s', async (column, value, reason) => {
    const path = temporary(plain);
    const file = await openParquet(path);
    const texts = (await textsOf(file)) as string[];
    const saving = saveOver(file, path, new Map([[5, withValue(texts[5]!, column, value)]]));
    await expect(saving).rejects.toThrow(EditError);
    await expect(saving).rejects.toThrow(reason);
    file.close();
  });

  it('keeps page indexes in step, and leaves out what no longer holds', async () => {
    const path = temporary(`${FIXTURES}dictionary.parquet`);
    const file = await openParquet(path);
    const texts = (await textsOf(file)) as string[];
    await saveOver(file, path, new Map([[3, withValue(texts[3]!, 'prompt', `"${'new '.repeat(99)}"`)]]));
    file.close();
    const source = sourceOf(path);
    const { groups, schema } = await footerOf(path);
    expect(groups.map(({ struct }) => listField(struct, 4) !== undefined), 'sorting columns').toEqual([false, true, true]);
    for (const [place, { chunks }] of groups.entries()) {
      for (const [leaf, { struct, metadata, start, end }] of chunks.entries()) {
        const edited = place === 0 && schema.leaves[leaf]!.path[0] === 'prompt';
        const index = intField(struct, 4, 'offset index');
        expect(index === undefined && intField(struct, 6, 'column index') === undefined).toBe(edited);
        const statistics = structField(metadata, 12);
        // Of the edited chunk only the number of nulls is still known.
        if (edited) expect(statistics?.fields.map(({ id, value }) => [id, value])).toEqual([[3, 0]]);
        if (index === undefined) continue;
        const said = ((listField(readStruct(await source.read(index, intField(struct, 5, 'length')!)).struct, 1) ?? []) as ThriftStruct[]).map((page) => intField(page, 1, 'offset'));
        const found: number[] = [];
        for (let at = start; at < end; ) {
          const header = await readPageHeader(source, at, end);
          if (header.kind !== PAGE.DICTIONARY) found.push(at);
          at = header.end;
        }
        expect(said).toEqual(found);
      }
    }
  });

  it('says of a file that another took the place of that it has changed', async () => {
    const path = temporary(plain);
    const file = await openParquet(path);
    renameSync(temporary(`${FIXTURES}none.parquet`), path);
    expect(await file.slot(3)).toMatchObject({ text: null, problem: 'the file has changed on disk since it was opened' });
    file.close();
  });
});
