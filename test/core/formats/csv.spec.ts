import { parse as wholeFile } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CsvFile } from '../../../src/core/formats/csv/file.js';
import { readRecords, type CsvRecord } from '../../../src/core/formats/csv/records.js';
import type { Slot } from '../../../src/core/formats/rows.js';
import type { CellPatch } from '../../../src/core/edits.js';
import { MemorySink, memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';

const BOM = '\ufeff';

async function slots(file: CsvFile, removed?: ReadonlySet<number>): Promise<Slot[]> {
  const all: Slot[] = [];
  for await (const chunk of file.scan(undefined, removed)) all.push(...chunk.slots);
  return all;
}

async function written(file: CsvFile, changed: ReadonlyMap<number, string>): Promise<{ text: string; rebase(): void }> {
  const sink = new MemorySink();
  const { bytes, rebase } = await file.write(sink, changed);
  const all = sink.bytes();
  expect(bytes).toBe(all.length);
  return { text: all.toString(), rebase: () => rebase(memorySource(all)) };
}

async function open(text: string | Uint8Array, format: 'csv' | 'tsv' = 'csv', first = 7, next = 11): Promise<CsvFile> {
  return CsvFile.open(format, memorySource(Buffer.from(text as string)), { first, next });
}

/** The rows as values, or the reason why there are none. */
async function values(file: CsvFile): Promise<unknown[]> {
  return (await slots(file)).map(({ text, problem }) => {
    try {
      return text === null ? problem : file.parse(text);
    } catch (error) {
      return (error as Error).message;
    }
  });
}

const CELLS = ['x', '', 'two words', 'é\u2028😀', 'a "quoted" word', 'line\nbreak', 'line\r\nbreak', 'semi;bar|tab\tcomma,', '"', '""', ' lead', "it's", '\\"', '#'];

/** A file as parts: the header, then one slot a row; with what each row holds. */
interface Table {
  readonly format: 'csv' | 'tsv';
  readonly delimiter: string;
  readonly prefix: string;
  readonly rows: readonly string[];
  readonly values: readonly Readonly<Record<string, string>>[];
}

function randomTable(random: Random): Table {
  const delimiter = random.pick([',', '\t', ';', '|']);
  const names = ['prompt', 'chosen', 'rejected', 'é'].slice(0, 2 + random.below(3));
  const ends = random.pick([['\n'], ['\r\n'], ['\n', '\r\n', '\n\n', '\r\n\n']]);
  const quote = (cell: string) => (random.next() < 0.3 || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const values = Array.from({ length: random.below(10) }, () => Object.fromEntries(names.map((name) => [name, random.pick(CELLS)])));
  const rows = values.map((row) => names.map((name) => quote(row[name] as string)).join(delimiter) + random.pick(ends));
  const last = rows.length - 1;
  if (last >= 0 && random.next() < 0.5) rows[last] = rows[last]!.replace(/[\r\n]+$/, '');
  return { format: delimiter === '\t' ? 'tsv' : 'csv', delimiter, prefix: random.pick(['', BOM, '\n', `${BOM}\r\n`]) + names.map(quote).join(delimiter) + random.pick(ends), rows, values };
}

describe('CsvFile', () => {
  it('over 1,000 random files: values, edits, saves, undo, save equal a naive model byte for byte', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const { format, delimiter, prefix, rows, values: expected } = randomTable(random);
      const original = prefix + rows.join('');
      const file = await open(original, format, 1 + random.below(40), 1 + random.below(40));
      expect((await slots(file)).map(({ text }) => text), `seed ${seed}`).toEqual(rows);
      expect(rows.map((row) => file.parse(row)), `seed ${seed}`).toEqual(expected);
      expect((await written(file, new Map())).text, `seed ${seed}: unedited`).toBe(original);

      const now = [...rows];
      for (let save = 0; save < 2; save++) {
        const changed = new Map<number, string>();
        for (const row of now.keys()) {
          if (random.next() < 0.6) continue;
          now[row] = random.pick(['', ['new', 'row', '"é,;"', '4'].slice(0, 2).join(delimiter) + '\n', rows[row] as string]);
          changed.set(row, now[row] as string);
        }
        const result = await written(file, changed);
        expect(result.text, `seed ${seed}: save ${save}`).toBe(prefix + now.join(''));
        result.rebase();
        for (const [row, text] of now.entries()) expect((await file.slot(row)).text, `seed ${seed} row ${row}`).toBe(text);
        const gone = new Set([...now.keys()].filter((row) => now[row] === ''));
        if (random.next() < 0.3) expect((await slots(file, gone)).map(({ text }) => text), `seed ${seed}: read again`).toEqual(now);
      }
      const undone = new Map(rows.map((text, row): [number, string] => [row, text]).filter(([row, text]) => now[row] !== text));
      expect((await written(file, undone)).text, `seed ${seed}: undo after save`).toBe(original);
    }
  });

  it('over 1,000 random rows: patches change the cells they name and no other character', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const cells = Array.from({ length: 4 }, () => random.pick(CELLS));
      const raws = cells.map((cell) => (random.next() < 0.4 || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
      const end = random.pick(['', '\n', '\r\n', '\n\n']);
      const file = await open(`a,b,c,d\n${raws.join(',')}${end}`);
      const [x, y, z] = [0, 1, 2, 3].sort(() => random.next() - 0.5) as [number, number, number];
      const name = (i: number) => 'abcd'[i] as string;
      const value = random.pick(CELLS);
      const patches: CellPatch[] = [{ kind: 'swap', a: [name(x)], b: [name(y)] }, { kind: 'set', path: [name(z)], value }];
      const expected = [...raws];
      [expected[x], expected[y]] = [raws[y] as string, raws[x] as string];
      const quoted = raws[z]!.startsWith('"') || /[",\r\n]/.test(value);
      if (value !== cells[z]) expected[z] = quoted ? `"${value.replaceAll('"', '""')}"` : value;
      const after = file.patch(raws.join(',') + end, patches);
      expect(after, `seed ${seed}`).toBe(expected.join(',') + end);
      const want = [...cells];
      [want[x], want[y], want[z]] = [cells[y] as string, cells[x] as string, value];
      expect(Object.values(file.parse(after)), `seed ${seed}`).toEqual(want);
    }
  });

  it('finds the records of hostile bytes as csv-parse does when it has them all at once, whatever the chunks and the limit', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const text = Array.from({ length: random.below(80) }, () => random.pick(['"', '"', '""', ',', ',', '\n', '\r\n', '\r', 'a', 'é', ' ', '","', '"\n'])).join('');
      const bytes = Buffer.from(text);
      const ends: number[] = [];
      let open_ = false;
      try {
        wholeFile(bytes, { record_delimiter: ['\r\n', '\n'], relax_quotes: true, relax_column_count: true, skip_empty_lines: true, on_record: (_, { bytes: end }) => void ends.push(end) });
      } catch (error) {
        expect((error as { code: string }).code).toBe('CSV_QUOTE_NOT_CLOSED');
        open_ = true;
      }
      const breaks = (at: number) => at + (/^(?:\r?\n)*/.exec(bytes.subarray(at).toString('latin1'))?.[0].length ?? 0);
      const expected = ends.map((_, i) => breaks(ends[i - 1] ?? 0));
      if (open_) expected.push(breaks(ends.at(-1) ?? 0));
      for (const limit of [1000, 8]) {
        const found: CsvRecord[] = [];
        const reads = { first: 1 + random.below(9), next: 1 + random.below(9) };
        for await (const { records } of readRecords(memorySource(bytes), 0, { delimiter: ',', returns: false }, reads, limit)) found.push(...records);
        expect(found.map(({ start }) => start), `seed ${seed}, limit ${limit}: ${JSON.stringify(text)}`).toEqual(expected);
        if (limit === 1000) for (const record of found) expect(record.bytes?.length, `seed ${seed}`).toBe(record.end - record.start);
      }
    }
  });

  it('reads cells by what their columns hold', async () => {
    const file = await open(
      'text,number,flag,list,repr,mixed,ids,none\n' +
        'a,1,True,"[1, 2]","[\'a\']",1,12345678901234567890,\n' +
        '"",,,,,x,1,\n' +
        '5,-2.5e3,False,"{""k"": NaN}",[1],3,2,\n' +
        '007,nan,True,[],[],,3,\n',
    );
    expect(await values(file)).toEqual([
      { text: 'a', number: 1, flag: true, list: [1, 2], repr: ['a'], mixed: '1', ids: '12345678901234567890', none: '' },
      { text: '', number: null, flag: null, list: null, repr: null, mixed: 'x', ids: '1', none: '' },
      { text: '5', number: -2500, flag: false, list: { k: NaN }, repr: [1], mixed: '3', ids: '2', none: '' },
      { text: '007', number: NaN, flag: true, list: [], repr: [], mixed: '', ids: '3', none: '' },
    ]);
    // What the sample did not show is text, for the schema to refuse.
    expect(file.parse('a,high,maybe,"[1, ",,,,\n')).toEqual({ text: 'a', number: 'high', flag: 'maybe', list: '[1, ', repr: null, mixed: '', ids: '', none: '' });
  });

  it('patches numbers, booleans and JSON inside cells', async () => {
    const row = '"say ""hi""", 1.50 ,TRUE,"[{""score"": 1.0, ""v"": [3,4]}]",[1],x\r\n';
    const file = await open(`t,n,b,j,k,x\r\n${row}`);
    await slots(file);
    const patch = (...cells: CellPatch[]) => file.patch(row, cells);
    expect(patch({ kind: 'negate', path: ['n'] })).toBe(row.replace('1.50', '-1.50'));
    expect(patch({ kind: 'negate', path: ['n'] }, { kind: 'negate', path: ['n'] })).toBe(row);
    expect(patch({ kind: 'set', path: ['b'], value: false })).toBe(row.replace('TRUE', 'FALSE'));
    expect(patch({ kind: 'set', path: ['n'], value: null })).toBe(row.replace(' 1.50 ', ''));
    expect(patch({ kind: 'set', path: ['j', 0, 'score'], value: -2 })).toBe(row.replace('1.0', '-2.0'));
    expect(patch({ kind: 'negate', path: ['j', 0, 'v', 1] })).toBe(row.replace('3,4', '3,-4'));
    expect(patch({ kind: 'swap', a: ['j', 0, 'v', 0], b: ['k', 0] })).toBe(row.replace('3,4', '1,4').replace(',[1]', ',[3]'));
    expect(patch({ kind: 'append', path: ['k'], value: 7 })).toBe(row.replace(',[1]', ',"[1, 7]"'));
    expect(patch({ kind: 'append', path: ['j', 0, 'v'], value: 5 })).toBe(row.replace('3,4', '3,4,5'));
    expect(patch({ kind: 'swap', a: ['t'], b: ['x'] })).toBe('x' + row.slice(12, -3) + '"say ""hi"""\r\n');
    expect(() => patch({ kind: 'set', path: ['q'], value: 1 })).toThrow('the file has no column "q"');
    expect(() => patch({ kind: 'negate', path: ['x'] })).toThrow('column "x" is not a number in this row');
    expect(() => patch({ kind: 'append', path: ['t'], value: 1 })).toThrow('column "t" holds no JSON');
    expect(() => patch({ kind: 'set', path: ['j', 0, 'w'], value: 1 })).toThrow('the row has no j.0.w');
    expect(() => patch({ kind: 'set', path: ['x'], value: '\ud800' })).toThrow('half a character');
    expect(() => file.patch('a,b\n', [{ kind: 'set', path: ['x'], value: 1 }])).toThrow('the row has 2 fields; the header has 6');
    const one = await open('only\nx\n');
    expect(one.patch('x\n', [{ kind: 'set', path: ['only'], value: '' }])).toBe('""\n');
  });

  it('names columns as pandas does', async () => {
    const file = await open('a,,a,"x ""y""",a.1,a,__proto__,\n1,2,3,4,5,6,7,8\n');
    expect(file.columns).toEqual(['a', 'Unnamed: 1', 'a.1', 'x "y"', 'a.1.1', 'a.2', '__proto__', 'Unnamed: 7']);
    const [row] = (await values(file)) as [Record<string, unknown>];
    expect(Object.keys(row)).toEqual(file.columns);
    expect(Object.getOwnPropertyDescriptor(row, '__proto__')?.value).toBe(7);
  });

  it.each([
    ['csv', 'a;b,c;d\n1;2;4\n', ['a', 'b,c', 'd']],
    ['csv', 'a;b,c;d\n1;2,3;4\n', ['a;b', 'c;d']],
    ['csv', 'a\tb\n1\t2\n', ['a', 'b']],
    ['tsv', 'a,b\n1,2\n', ['a', 'b']],
    ['tsv', 'a,b\tc\n1,2,3\t4\n', ['a,b', 'c']],
    ['csv', 'a|b|c\n1|2|3\n', ['a', 'b', 'c']],
    ['csv', 'a,b;c\n"1;",2\n', ['a', 'b;c']],
    ['csv', 'only\nx\n', ['only']],
    ['csv', 'a,b\r1,2\r3,4\r', ['a', 'b']],
    ['csv', 'a,b', ['a', 'b']],
  ] as const)('%s %j has the columns %j', async (format, text, columns) => {
    const file = await open(text, format);
    expect(file.columns).toEqual(columns);
    const rows = await slots(file);
    expect(rows.map((row) => Object.keys(file.parse(row.text ?? '')).length)).toEqual(rows.map(() => columns.length));
    expect((await written(file, new Map())).text).toBe(text);
  });

  it.each([
    ['', 'the file is empty'],
    [BOM, 'the file is empty'],
    ['\n\r\n', 'all its lines are blank'],
    ['a,"b\n1,2\n', 'a quote opens in its first line'],
  ])('refuses %j', async (text, reason) => {
    await expect(open(text)).rejects.toThrow(reason);
  });

  it('refuses UTF-16 and other encodings in the header by name', async () => {
    await expect(open(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'))).rejects.toThrow('UTF-16');
    await expect(open(Buffer.from('é,b\n1,2\n', 'latin1'))).rejects.toThrow('the name of column 1 is not valid UTF-8');
  });

  it('shows bad rows with their reasons and writes them back as they were', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,2\n1\n1,2,3\n'), Buffer.from([0x78, 0x2c, 0xff, 0x0a]), Buffer.from('x"y,z\n"q"r,s\n3,"4\n5,6\n')]);
    const file = await open(bytes);
    expect(await values(file)).toEqual([
      { a: '1', b: '2' },
      'the row has 1 field; the header has 2',
      'the row has 3 fields; the header has 2',
      'the row is not valid UTF-8',
      { a: 'x"y', b: 'z' },
      { a: '"q"r', b: 's' },
      'a quote opens in the row and does not end',
    ]);
    const sink = new MemorySink();
    await file.write(sink, new Map([[0, '1,9\n']]));
    expect(sink.bytes().equals(Buffer.concat([Buffer.from('a,b\n1,9\n'), bytes.subarray(8)]))).toBe(true);
  });

  it('passes over a row that is too long to hold and reads on behind it', async () => {
    const long = `"${'x,""\n'.repeat(4 * 1024 * 1024)}",2\n`;
    const file = await CsvFile.open('csv', memorySource(Buffer.from(`a,b\n1,2\n${long}3,4\n`)));
    expect(await values(file)).toEqual([{ a: 1, b: 2 }, expect.stringContaining(`the row is ${long.length} bytes long; the limit is 16777216`), { a: 3, b: 4 }]);
    expect((await written(file, new Map([[1, '']]))).text).toBe('a,b\n1,2\n3,4\n');
  });

  it('reads 10,000 columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `column_${i}`);
    const file = await CsvFile.open('csv', memorySource(Buffer.from(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`)));
    const [row] = (await values(file)) as [Record<string, unknown>];
    expect(row).toEqual(Object.fromEntries(names.map((name, i) => [name, i])));
  });

  it('stops when it is told to', async () => {
    const file = await open(`a,b\n${'1,2\n'.repeat(100)}`);
    const stop = new AbortController();
    const scan = file.scan(stop.signal);
    await scan.next();
    stop.abort(new Error('stopped'));
    await expect(scan.next()).rejects.toThrow('stopped');
  });
});
