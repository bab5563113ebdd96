import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../../../src/cli/commands/show.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';

const PAIR = '{"prompt":"p","chosen":"a","rejected":"b"}';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function read(name: string, text: string | (() => void)) {
  const path = join(folder, name);
  if (typeof text === 'string') writeFileSync(path, text);
  else text();
  const opened = await openDataset(path);
  const records: LocatedRecord[] = [];
  for await (const chunk of opened.dataset.scan()) records.push(...chunk.records);
  for (const file of opened.files) await file.close();
  return { records, bad: opened.dataset.bad, schema: opened.dataset.schema.name };
}

describe('files that would hurt', () => {
  it('a line of 200 MB is one bad row that is never held in memory', async () => {
    const before = process.memoryUsage.rss();
    const { records, bad } = await read('long.jsonl', () => {
      const file = openSync(join(folder, 'long.jsonl'), 'w');
      const piece = Buffer.alloc(1_000_000, 'x');
      for (let i = 0; i < 200; i++) writeSync(file, piece);
      writeSync(file, `\n${PAIR}\n`);
      closeSync(file);
    });
    expect(records.length).toBe(1);
    expect(bad.list).toEqual([{ row: 0, offset: 0, reason: 'the row is 200000001 bytes long; the limit is 67108864' }]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(400_000_000);
  });

  it.each([
    ['wide.jsonl', (names: string[]) => `{${names.map((name) => `"${name}":1`).join()},"prompt":"p","chosen":"a","rejected":"b"}`],
    ['wide.json', (names: string[]) => `[{${names.map((name) => `"${name}":1`).join()},"prompt":"p","chosen":"a","rejected":"b"}]`],
    ['wide.csv', (names: string[]) => `${[...names, 'prompt', 'chosen', 'rejected'].join()}\n${names.map(() => 1).join()},p,a,b\n`],
  ])('%s: ten thousand columns', async (name, text) => {
    const { records, schema } = await read(name, text(Array.from({ length: 10_000 }, (_, i) => `c${i}`)));
    expect(schema).toBe('pair');
    expect(Object.keys(records[0]!.extra).length).toBe(10_000);
  });

  it.each([1000, 100_000])('a column nested %i levels deep is read past, or its row is bad', async (depth) => {
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const { records, bad } = await read('deep.jsonl', `${PAIR}\n${PAIR.replace('}', `,"deep":${deep}}`)}\n${PAIR}\n`);
    expect(records.length + bad.count).toBe(3);
    expect(records[0]!.prompt).toEqual([{ role: 'user', text: 'p' }]);
    for (const record of records) expect(Object.keys(shown(record))).toContain('prompt');
  });

  it('ten thousand rows of junk among two good ones are told, each with its place', async () => {
    const { records, bad } = await read('junk.jsonl', `${PAIR}\n${'junk\n'.repeat(10_000)}${PAIR}`);
    expect([records.length, bad.count]).toEqual([2, 10_000]);
    expect(bad.list[9999]).toMatchObject({ row: 10_000, offset: PAIR.length + 1 + 5 * 9999 });
  });

  it('two files that point at each other are no file', async () => {
    const { symlinkSync } = await import('node:fs');
    symlinkSync(join(folder, 'b.jsonl'), join(folder, 'a.jsonl'));
    symlinkSync(join(folder, 'a.jsonl'), join(folder, 'b.jsonl'));
    await expect(openDataset(join(folder, 'a.jsonl'))).rejects.toThrow(/a\.jsonl: its links go round in a circle/);
  });
});
