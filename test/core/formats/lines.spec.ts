import { describe, expect, it } from 'vitest';
import { LineFile } from '../../../src/core/formats/lines.js';
import type { ByteSource } from '../../../src/core/ports.js';
import type { Slot } from '../../../src/core/formats/rows.js';
import { MemorySink, memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';

const BOM = '\ufeff';

async function slots(file: LineFile): Promise<Slot[]> {
  const all: Slot[] = [];
  for await (const chunk of file.scan()) all.push(...chunk.slots);
  return all;
}

async function written(file: LineFile, changed: ReadonlyMap<number, string>): Promise<{ bytes: Buffer; rebase(source: ByteSource): void }> {
  const sink = new MemorySink();
  const { rebase } = await file.write(sink, changed);
  return { bytes: sink.bytes(), rebase };
}

/** A file as parts that concatenate to it: prefix, then one slot a row with its line end and blank lines. */
function randomFile(random: Random): { prefix: string; rows: string[] } {
  const prefix = random.pick(['', '', BOM, '\n', `${BOM}\r\n \n`]);
  const ends = random.pick([['\n'], ['\r\n'], ['\n', '\r\n', '\n\n', '\n \t\n', '\r\n\r\n']]);
  const rows = Array.from({ length: random.below(12) }, (_, i) => {
    const text = random.pick([`{"a":${i}}`, ` {"long":"${'é'.repeat(random.below(90))}"}`, '{broken', '{"u":"\\u2028 \u2028"}', 'x']);
    return text + random.pick(ends);
  });
  const last = rows.at(-1);
  if (last !== undefined && random.next() < 0.5) rows[rows.length - 1] = last.trimEnd();
  return { prefix, rows };
}

describe('LineFile', () => {
  it('over 1,000 random files: edits, save, undo, save equal a naive model byte for byte', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const { prefix, rows } = randomFile(random);
      const original = Buffer.from(prefix + rows.join(''));
      const file = new LineFile(memorySource(original), { first: 3 + random.below(40), next: 1 + random.below(40) });
      expect((await slots(file)).map(({ text }) => text), `seed ${seed}`).toEqual(rows);
      expect((await written(file, new Map())).bytes.equals(original), `seed ${seed}: unedited`).toBe(true);

      const edited = [...rows];
      const changed = new Map<number, string>();
      for (let row = 0; row < rows.length; row++) {
        if (random.next() < 0.6) continue;
        edited[row] = random.pick(['', `{"new":${random.below(1e6)}}\n`, '{"é":1}\r\n']);
        changed.set(row, edited[row] as string);
      }
      const first = await written(file, changed);
      expect(first.bytes.toString(), `seed ${seed}: edited`).toBe(prefix + edited.join(''));

      first.rebase(memorySource(first.bytes));
      for (let row = 0; row < rows.length; row++) expect((await file.slot(row)).text, `seed ${seed} row ${row}`).toBe(edited[row]);
      const undone = new Map([...changed.keys()].map((row) => [row, rows[row] as string]));
      expect((await written(file, undone)).bytes.equals(original), `seed ${seed}: undo after save`).toBe(true);
    }
  });

  it('shows a row that is not UTF-8 as broken and writes it back as it was', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]), Buffer.from('{"a":2}')]);
    const file = new LineFile(memorySource(bytes));
    expect((await slots(file)).map(({ text, problem }) => text ?? problem)).toEqual(['{"a":1}\n', 'the row is not valid UTF-8', '{"a":2}']);
    expect((await written(file, new Map([[2, '{"a":3}']]))).bytes.equals(Buffer.concat([bytes.subarray(0, 13), Buffer.from('{"a":3}')]))).toBe(true);
  });

  it.each([['', 0], ['\n\n', 0], [BOM, 0], ['{}', 1], ['{}\n', 1]])('counts the rows of %j', async (text, rows) => {
    const file = new LineFile(memorySource(Buffer.from(text)));
    await slots(file);
    expect(file.rows).toBe(rows);
  });

  it('takes any number of blank lines into the row before them', async () => {
    const text = `{"a":1}\n${'\n'.repeat(300_000)}{"a":2}`;
    const file = new LineFile(memorySource(Buffer.from(text)));
    expect((await slots(file)).map((slot) => slot.text?.length)).toEqual([300_008, 7]);
    expect((await written(file, new Map())).bytes.toString()).toBe(text);
  });

  it('reads a row that the scan has just passed, also the last of a chunk', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `{"a":"${'x'.repeat(20)}${i}"}\n`);
    const file = new LineFile(memorySource(Buffer.from(rows.join(''))), { first: 100, next: 100 });
    for await (const chunk of file.scan()) {
      const last = chunk.slots.at(-1);
      if (last) expect((await file.slot(last.row)).text).toBe(rows[last.row]);
    }
  });

  it('calls a row too long alike when it is scanned and when it is read again, also one that blank lines make so', async () => {
    const limit = 64 * 1024 * 1024;
    const head = Buffer.from('{"a":"');
    const long = Buffer.concat([head, Buffer.alloc(limit, 'x'), Buffer.from('"}\n{"a":1}'), Buffer.alloc(limit, '\n')]);
    const file = new LineFile(memorySource(long));
    const scanned = (await slots(file)).map(({ text, problem }) => [text === null, problem]);
    expect(scanned).toEqual([[true, expect.stringContaining('the limit is')], [true, expect.stringContaining('the limit is')]]);
    for (const row of [0, 1]) expect((await file.slot(row)).problem).toBe(scanned[row]![1]);
  });
});
