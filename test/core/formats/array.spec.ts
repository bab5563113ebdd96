import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ArrayFile } from '../../../src/core/formats/array.js';
import { detectTextFormat } from '../../../src/core/formats/json/kind.js';
import type { RowFile, Slot, Written } from '../../../src/core/formats/rows.js';
import { MemorySink, memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';

const BOM = '\ufeff';

async function slots(file: RowFile, removed?: ReadonlySet<number>): Promise<Slot[]> {
  const all: Slot[] = [];
  for await (const chunk of file.scan(undefined, removed)) all.push(...chunk.slots);
  return all;
}

async function texts(file: RowFile, removed?: ReadonlySet<number>): Promise<(string | null)[]> {
  return (await slots(file, removed)).map(({ text }) => text);
}

async function written(file: RowFile, changed: ReadonlyMap<number, string>): Promise<{ text: string; rebase(): void }> {
  const sink = new MemorySink();
  const result: Written = await file.write(sink, changed);
  const bytes = sink.bytes();
  expect(result.bytes).toBe(bytes.length);
  return { text: bytes.toString(), rebase: () => result.rebase(memorySource(bytes)) };
}

async function open(text: string | Uint8Array, first = 7, next = 11): Promise<ArrayFile> {
  return ArrayFile.open(memorySource(Buffer.from(text as string)), { first, next });
}

/** A list as parts: what stands before the first row, the rows, a separator before each but the first, what stands after the last. */
interface List {
  readonly prefix: string;
  readonly rows: readonly string[];
  readonly separators: readonly string[];
  readonly suffix: string;
}

const ROWS = ['{"a":1}', '{}', '{"s":"] , [ \\" \\\\"}', '{"é\u2028":"\\\\\\\\\\"x"}', '{"x": NaN, "y": -Infinity}', '{\n    "deep": [[{"k": [1, 2]}]]\n  }', '[1, [2]]', '"a, \\"b]"', 'null', '-1.5e3', 'NaN', '{"broken": }', '""', '[]', '{"long":"' + 'ab\\n'.repeat(30) + '"}'];

function randomList(random: Random): List {
  const rows = Array.from({ length: random.below(10) }, () => random.pick(ROWS));
  const style = random.pick([[', '], [','], [',\n  '], [',\r\n\t'], [' ,', ',', ', ', '\n,\n', ' , \t']]);
  const [before, after] = random.pick([['', ''], ['{"data": ', '}'], ['{ "v":"[{",\n"n":[1,{}],"rows":\n', ',"train":[{"x":1}]}\n']]);
  // In an object the list is known by its first row being one.
  if (before !== '' && (rows.length === 0 || !rows[0]!.startsWith('{'))) rows[0] = '{"a":1}';
  return {
    prefix: random.pick(['', BOM, ' \n', `${BOM}\r\n`]) + before + '[' + random.pick(['', '\n  ', ' ', '\r\n']),
    rows,
    separators: rows.map((_, i) => (i === 0 ? '' : random.pick(style))),
    suffix: random.pick(['', '\n', ' ', '\r\n']) + ']' + after + random.pick(['', '\n', ' \r\n\n']),
  };
}

/** The naive model: every row that is there but the first brings its own separator. */
function joined({ prefix, separators, suffix }: List, rows: readonly string[]): string {
  let text = prefix;
  let first = true;
  for (const [i, row] of rows.entries()) {
    if (row === '') continue;
    text += (first ? '' : separators[i]) + row;
    first = false;
  }
  return text + suffix;
}

describe('ArrayFile', () => {
  it('over 1,000 random files: edits, saves, undo, save equal a naive model byte for byte', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const list = randomList(random);
      const original = joined(list, list.rows);
      const file = await open(original, 1 + random.below(30), 1 + random.below(30));
      expect(await texts(file), `seed ${seed}`).toEqual(list.rows);
      expect(file.damage, `seed ${seed}`).toBe(null);
      expect((await written(file, new Map())).text, `seed ${seed}: unedited`).toBe(original);

      const now = [...list.rows];
      for (let save = 0; save < 3; save++) {
        const changed = new Map<number, string>();
        const share = random.pick([0.2, 0.5, 1]);
        for (const row of now.keys()) {
          if (random.next() > share) continue;
          now[row] = random.pick(['', '', '{"new":"é"}', list.rows[row] as string]);
          changed.set(row, now[row] as string);
        }
        const result = await written(file, changed);
        expect(result.text, `seed ${seed}: save ${save}`).toBe(joined(list, now));
        result.rebase();
        for (const [row, text] of now.entries()) expect((await file.slot(row)).text, `seed ${seed} row ${row}`).toBe(text);
        const gone = new Set([...now.keys()].filter((row) => now[row] === ''));
        if (random.next() < 0.3) expect(await texts(file, gone), `seed ${seed}: read again`).toEqual(now);
      }
      const undone = new Map(list.rows.map((text, row) => [row, text]).filter(([row, text]) => now[row as number] !== text) as [number, string][]);
      expect((await written(file, undone)).text, `seed ${seed}: undo after save`).toBe(original);
    }
  });

  it('after a restart puts removed rows back in the style of the file, wherever they were', async () => {
    for (const [open_, separator, close] of [['[', ', ', ']'], ['[\n  ', ',\n  ', '\n]\n'], ['[\r\n\t', ',\r\n\t', '\r\n]']] as const) {
      const rows = ['{"a":0}', '{"a":1}', '{"a":2}', '{"a":3}'];
      for (let mask = 0; mask < 16; mask++) {
        const removed = new Set([...rows.keys()].filter((row) => mask & (1 << row)));
        const left = rows.filter((_, row) => !removed.has(row));
        const saved = open_ + left.join(separator) + close;
        const file = await open(saved);
        expect(await texts(file, removed), `${mask}`).toEqual(rows.map((text, row) => (removed.has(row) ? '' : text)));
        const { text } = await written(file, new Map([...removed].map((row) => [row, rows[row] as string])));
        // One row, or none, shows the style only where it is spread over lines.
        expect(text, `${mask}`).toBe(open_ + rows.join(separator) + close);
      }
    }
  });

  it('opens a list in an object again once all its rows were removed', async () => {
    const file = await open('{"n":[1],"data":[\n{"a":1},\n{"a":2}\n]}');
    await slots(file);
    const { text } = await written(file, new Map([[0, ''], [1, '']]));
    expect(JSON.parse(text)).toEqual({ n: [1], data: [] });
    const again = await open(text);
    expect(await texts(again, new Set([0, 1]))).toEqual(['', '']);
    expect((await written(again, new Map([[0, '{"a":1}'], [1, '{"a":2}']]))).text).toBe('{"n":[1],"data":[\n{"a":1},\n{"a":2}\n]}');
  });

  it('stays valid JSON whatever is removed', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => ({ i }));
    const file = await open(JSON.stringify(rows, null, 2));
    await slots(file);
    for (let mask = 0; mask < 64; mask++) {
      const { text } = await written(file, new Map([...rows.keys()].filter((row) => mask & (1 << row)).map((row): [number, string] => [row, ''])));
      expect(JSON.parse(text)).toEqual(rows.filter(({ i }) => !(mask & (1 << i))));
    }
  });

  it('takes a row that is no object as a bad one, and writes it back', async () => {
    const file = await open('[1, {"a":1}, [2], null, "x"]');
    const all = await slots(file);
    expect(all.map(({ text }) => text)).toEqual(['1', '{"a":1}', '[2]', 'null', '"x"']);
    for (const row of [0, 2, 3, 4]) expect(() => file.parse(all[row]?.text ?? '')).toThrow('the row is not a JSON object');
    expect(file.parse('{"__proto__": NaN}')).toEqual(Object.defineProperty({}, '__proto__', { value: NaN, enumerable: true }));
    expect(file.patch('{"a": 1.50, "b" :2}', [{ kind: 'negate', path: ['a'] }])).toBe('{"a": -1.50, "b" :2}');
  });

  it('over 1,000 lists with broken bytes: no throw, the same rows whatever the chunks, whole only where the brackets and commas are', async () => {
    let whole = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const list = randomList(random);
      const bytes = Buffer.from(joined(list, list.rows));
      const start = bytes.indexOf(0x5b) + 1;
      for (let n = random.below(4); n > 0; n--) bytes[start + random.below(bytes.length - start)] = random.pick([...Buffer.from('[]{}",\\:0 \n'), 0, 0xff]);
      const cut = random.next() < 0.3 ? bytes.subarray(0, start + random.below(bytes.length - start)) : bytes;
      const read = async (size: number) => {
        const file = await open(cut, size, size);
        const spans = (await slots(file)).map(({ offset, text, problem }) => [offset, text, problem]);
        const sink = new MemorySink();
        await file.write(sink, new Map());
        expect(sink.bytes().equals(cut), `seed ${seed}`).toBe(true);
        return { spans, damage: file.damage };
      };
      const one = await read(1_000_000).catch((error: Error) => error.message);
      expect(await read(1 + random.below(9)).catch((error: Error) => error.message), `seed ${seed}`).toEqual(one);
      if (typeof one === 'string') {
        expect(one, `seed ${seed}`).toMatch(/^the file is /);
        continue;
      }
      let parsed: unknown = null;
      try {
        parsed = JSON.parse(cut.toString().replace(BOM, '')) as unknown;
      } catch {
        continue;
      }
      expect(one.damage, `seed ${seed}`).toBe(null);
      if (Array.isArray(parsed)) expect(one.spans.length, `seed ${seed}`).toBe(parsed.length);
      whole++;
    }
    expect(whole).toBeGreaterThan(100);
  });

  it.each([
    ['[{"a":1} {"a":2}]', ['{"a":1}'], 'a comma or ] is missing at byte 9'],
    ['[{"a":1},,{"a":2}]', ['{"a":1}'], 'a value is missing at byte 9'],
    ['[{"a":1},]', ['{"a":1}'], 'a value is missing at byte 9'],
    ['[{"a":1},{"a":"2', ['{"a":1}'], 'the file is cut off at byte 16, in the middle of the row that begins at byte 9'],
    ['[{"a":1},\n', ['{"a":1}'], 'the file is cut off at byte 10: the list does not end'],
    ['[{"a":1}] [{"a":2}]', ['{"a":1}'], 'the file goes on after the end of its list, at byte 10'],
    ['{"data":[{"a":1}]', ['{"a":1}'], 'the file is cut off at byte 17: the object around the list does not end'],
    ['{"data":[{"a":1}]}}', ['{"a":1}'], 'the file goes on after the end of its object, at byte 18'],
    ['[', [], 'the file is cut off at byte 1: the list does not end'],
  ])('reads %j as far as it goes and says where it is broken', async (text, rows, damage) => {
    for (let size = 1; size < 20; size++) {
      const file = await open(text, size, size);
      expect(await texts(file)).toEqual(rows);
      expect(file.damage).toBe(damage);
      expect((await written(file, new Map())).text).toBe(text);
    }
  });

  it.each([
    ['', 'it begins with nothing at byte 0'],
    ['  x', 'it begins with "x" at byte 2'],
    ['{"a":1,"b":[1,2]}', 'no list of objects begins in its first 17 bytes'],
  ])('refuses %j', async (text, reason) => {
    await expect(open(text)).rejects.toThrow(reason);
  });

  it('shows a row that is not UTF-8 as broken and writes it back as it was', async () => {
    const bytes = Buffer.from('[{"a":"?"},{"a":1}]');
    bytes[7] = 0xff;
    const file = await open(bytes);
    expect((await slots(file)).map(({ text, problem }) => text ?? problem)).toEqual(['the row is not valid UTF-8', '{"a":1}']);
    const sink = new MemorySink();
    await file.write(sink, new Map([[1, '{"a":2}']]));
    expect(sink.bytes().equals(Buffer.concat([bytes.subarray(0, 11), Buffer.from('{"a":2}]')]))).toBe(true);
  });

  it('reads rows nested 100,000 deep without a stack, and counts a long one without holding it', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const long = `{"a":"${'x'.repeat(70 * 1024 * 1024)}"}`;
    const file = await ArrayFile.open(memorySource(Buffer.from(`[{"a":${deep}},${long},{"b":1}]`)));
    const all = await slots(file);
    expect(all.map(({ text, problem }) => problem ?? text?.length)).toEqual([200_006, `the row is ${long.length} bytes long; the limit is 67108864`, 7]);
    expect((await file.slot(1)).problem).toContain('the limit is');
    expect(() => file.parse(all[0]?.text ?? '')).not.toThrow(RangeError);
  });

  it('stops when it is told to, and is not saved half read', async () => {
    const file = await open(JSON.stringify(Array.from({ length: 50 }, (_, i) => ({ i }))));
    const stop = new AbortController();
    const scan = file.scan(stop.signal);
    await scan.next();
    stop.abort(new Error('stopped'));
    await expect(scan.next()).rejects.toThrow('stopped');
    await expect(file.write(new MemorySink(), new Map())).rejects.toThrow('still being read');
  });
});

describe('detectTextFormat', () => {
  it.each([
    ['[{"a":1}, {"a":2}]', 'array'],
    [`${BOM} [\n  {`, 'array'],
    ['[1, 2]\n[3, 4]\n', 'lines'],
    ['[1, 2]\n', 'array'],
    ['{"a":1}\n{"a":2}\n', 'lines'],
    ['{"messages":[{"role":"user"}]}\n', 'lines'],
    ['{"messages":[{"role":"us', 'lines'],
    ['{"data":[{"a":1}]}', 'object'],
    ['{"Train":[{"a":1},{"a"', 'object'],
    ['{\n  "items_of_mine": [\n {"a": 1', 'object'],
    ['{\n  "a": 1\n}\n', 'object'],
    ['', 'lines'],
    ['hello', 'lines'],
  ])('%j: %s', (head, kind) => {
    expect(detectTextFormat(Buffer.from(head))).toBe(kind);
  });
});

const DATA = join(process.env['TIEBREAK_SHARED'] ?? join(import.meta.dirname, '../../../../shared'), 'data');
const files = ['real', 'train'].flatMap((folder) => {
  try {
    return readdirSync(join(DATA, folder)).filter((name) => name.endsWith('.json')).map((name) => join(DATA, folder, name));
  } catch {
    return [];
  }
});

describe.skipIf(files.length === 0)('public JSON files', () => {
  it.each(files)('%s has the rows that JSON.parse sees', async (path) => {
    const bytes = readFileSync(path);
    if (detectTextFormat(bytes.subarray(0, 65536)) === 'lines') {
      expect(path).toContain('halueval');
      return;
    }
    const file = await ArrayFile.open(memorySource(bytes), { first: 1000, next: 100_000 });
    expect((await texts(file)).map((text) => file.parse(text ?? ''))).toEqual(JSON.parse(bytes.toString()));
    expect((await written(file, new Map())).text).toBe(bytes.toString());
  });
});
