import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawPattern } from '../../../src/core/query/text/rawPattern.js';
import { termsOf } from '../../../src/core/query/text/terms.js';
import { TextSearch } from '../../../src/platform/node/engine/textSearch.js';
import { openDataset, type Opened } from '../../../src/platform/node/files/openDataset.js';

const never = new AbortController().signal;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tiebreak-text-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every character outside ASCII as an escape, as Python writes JSON. */
function escaped(value: unknown): string {
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const WORDS = ['refund', 'Policy', 'ÉCOLE', 'straße', '辣椒', 'a "quoted" word', 'C:\\temp', 'x/y', 'tab\there', '🌶️ hot', '<b>&amp;</b>', 'K\u212a', 'chosen', 'prompt', "don't"];

async function opened(name: string, text: string): Promise<Opened> {
  const path = join(folder, name);
  await writeFile(path, text);
  const file = await openDataset(path, { schema: null });
  for await (const chunk of file.dataset.scan()) void chunk;
  return file;
}

/** What a look at every record finds. */
async function plainly({ dataset }: Opened, text: string): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < dataset.records; index++) {
    const { prompt, responses } = await dataset.record(index);
    const all = [...prompt, ...responses].map((each) => each.text.toLowerCase());
    if (termsOf(text).every((term) => all.some((each) => each.includes(term)))) found.push(index);
  }
  return found;
}

async function search(file: Opened, text: string): Promise<number[]> {
  const found = await new TextSearch(file, null).found(text, never);
  return [...found.keys()].filter((index) => found[index] === 1);
}

describe('text search', () => {
  const rows = WORDS.flatMap((word, i) => [
    { prompt: `Question ${i} about ${word}?`, chosen: 'yes', rejected: 'no', refund_note: 'refund' },
    { prompt: `Question ${i}?`, chosen: `It is ${word.toUpperCase()}.`, rejected: 'no', refund_note: '' },
    { prompt: `Question ${i}?`, chosen: 'yes', rejected: `no ${word}, and a policy`, refund_note: '' },
  ]);
  const queries = [...WORDS.map((word) => `"${word.replaceAll('"', '')}"`), ...WORDS.filter((word) => !/["\s]/.test(word)), 'refund policy', 'question YES', 'zqzq', 'chosen', 'refund_note'];

  it.each([
    ['as they stand', (row: unknown) => JSON.stringify(row)],
    ['as escapes', escaped],
    ['with letters hidden as escapes', (row: unknown) => JSON.stringify(row).replaceAll('fun', '\\u0066u\\u006E').replaceAll('/', '\\/')],
  ])('finds what a look at every record finds, characters %s', async (_, write) => {
    const file = await opened('pairs.jsonl', `\ufeff${rows.map((row) => `${write(row)}\n`).join('\n')}{"prompt": "cut refund`);
    expect(file.dataset.records).toBe(rows.length);
    let hits = 0;
    for (const query of queries) {
      const expected = await plainly(file, query);
      expect([query, await search(file, query)]).toEqual([query, expected]);
      hits += expected.length;
    }
    expect(hits).toBeGreaterThan(60);
    for (const each of file.files) await each.close();
  });

  it('finds words that stand in different rows of one record, and records of other formats', async () => {
    const pair = (prompt: string, response: string) => ({ prompt, response, helpfulness: 3, correctness: 3, coherence: 3, complexity: 1, verbosity: 1 });
    const two = await opened('helpsteer2.jsonl', [pair('one', 'a refund'), pair('one', 'a policy'), pair('two', 'refund'), pair('two', 'none')].map((row) => `${JSON.stringify(row)}\n`).join(''));
    expect(two.dataset.records).toBe(2);
    expect(await search(two, 'refund policy')).toEqual([0]);
    expect(await search(two, 'refund')).toEqual([0, 1]);
    const csv = await opened('pairs.csv', 'prompt,chosen,rejected\nfirst,"say ""refund""",no\nsecond,yes,no\n');
    expect(await search(csv, 'REFUND')).toEqual([0]);
  });

  it('looks anew once there are more records, and only then', async () => {
    const file = await opened('same.jsonl', `${JSON.stringify(rows[0])}\n`);
    const texts = new TextSearch(file, null);
    const first = await texts.found('refund', never);
    expect(await texts.found('refund', never)).toBe(first);
    expect(await texts.found('other', never)).not.toBe(first);
  });
});

describe('terms', () => {
  it('are words and phrases, in lower case, each once', () => {
    expect(termsOf('  Refund "Exact Phrase" refund x')).toEqual(['refund', 'exact phrase', 'x']);
    expect(termsOf('"open')).toEqual(['open']);
    expect(termsOf('""')).toEqual([]);
  });

  it('match their bytes whatever their case', () => {
    const bytes = (text: string) => Buffer.from(text).toString('latin1');
    expect(rawPattern('école').test(bytes('ÉCOLE'))).toBe(true);
    expect(rawPattern('a.c').test('abc')).toBe(false);
  });
});
