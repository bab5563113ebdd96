import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { added, Census } from '../../src/core/census.js';
import { countLines } from '../../src/core/bytes/findLines.js';
import { splitLines } from '../../src/core/bytes/newlines.js';
import { openDataset } from '../../src/platform/node/files/openDataset.js';
import { surveyFiles } from '../../src/platform/node/survey/survey.js';
import { root } from '../support/build.js';
import { memorySource } from '../support/memory.js';
import { Random } from '../support/random.js';
import { readerThreads } from '../support/readerThreads.js';

const threads = readerThreads();

/** What the dataset itself finds, record by record. */
async function slowly(path: string) {
  const { dataset, files } = await openDataset(path);
  const census = new Census();
  for await (const { records } of dataset.scan()) for (const record of records) census.add(record);
  for (const file of files) await file.close();
  return { ...added([census.counted]), rows: dataset.rows, records: dataset.records, bad: dataset.bad.list, badCount: dataset.bad.count };
}

async function quickly(path: string, bytes?: { threadsFrom: number; span: number }) {
  const opened = await openDataset(path);
  const found = await surveyFiles(opened, threads.script, bytes);
  for (const file of opened.files) await file.close();
  return { ...found, bad: found.bad.map((bad) => ({ ...bad })) };
}

describe('a survey', () => {
  const fixtures = join(root, 'test/fixtures/schemas');
  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.jsonl')))('%s: finds what a scan finds', async (name) => {
    expect(await quickly(join(fixtures, name))).toEqual(await slowly(join(fixtures, name)));
  });

  it('in threads, cut anywhere, finds what a scan finds: two rows a record, blank lines, broken rows, a row alone', async () => {
    const good = readFileSync(join(fixtures, 'helpsteer2.jsonl'), 'utf8').split('\n')[0]!;
    const random = new Random(7);
    const lines = Array.from({ length: 400 }, (_, i) => {
      const row = good.replace(/"prompt": ?"[^"]*"/, `"prompt": "question ${i >> 1}"`);
      return random.pick([row, row, row, row, `${row}\r`, `${row}\n  \t`, 'junk', '{"prompt": 1}', `{"prompt":"${'x'.repeat(3000)}"}`]);
    });
    const path = join(threads.folder, 'cut.jsonl');
    writeFileSync(path, `\ufeff${lines.join('\n')}`);
    const whole = await slowly(path);
    expect(whole.records).toBeGreaterThan(100);
    expect(whole.badCount).toBeGreaterThan(20);
    for (const span of [700, 1999, 4096, 50_000]) expect(await quickly(path, { threadsFrom: 0, span }), `spans of ${span}`).toEqual(whole);
  });

  it('in threads, of whole pairs, some neighbours with the same prompt, finds what a scan finds', async () => {
    const good = readFileSync(join(fixtures, 'helpsteer2.jsonl'), 'utf8').split('\n')[0]!;
    const lines = Array.from({ length: 600 }, (_, i) => good.replace(/"prompt": ?"[^"]*"/, `"prompt": "question ${(i >> 1) - ((i >> 1) % 3 === 1 ? 1 : 0)}"`));
    const path = join(threads.folder, 'pairs.jsonl');
    writeFileSync(path, lines.join('\n'));
    const whole = await slowly(path);
    expect(whole).toMatchObject({ rows: 600, records: 300, badCount: 0 });
    for (const span of [500, 1500, 9000]) expect(await quickly(path, { threadsFrom: 0, span }), `spans of ${span}`).toEqual(whole);
  });
});

describe('countLines', () => {
  it('counts the lines that splitLines gives', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const text = Array.from({ length: random.below(30) }, () => random.pick(['\n', '\r\n', ' ', '\t', 'x', '{"a":1}\n', '\ufeff'])).join('');
      const source = memorySource(Buffer.from(text));
      const starts: number[] = [];
      for await (const { lines } of splitLines(source, 1000)) starts.push(...lines.map(({ start }) => start));
      expect(await countLines(source, { from: 0, to: source.size }, 3), JSON.stringify(text)).toEqual({ rows: starts.length, heads: starts.slice(0, 3) });
    }
  });
});
