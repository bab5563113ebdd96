import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenFile } from '../../../src/platform/node/engine/openFile.js';
import { itemAtLine, textPlace } from '../../../src/platform/node/engine/textPlaces.js';

let folder: string;
let file: OpenFile;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-places-'))));
afterEach(async () => {
  await file.close();
  rmSync(folder, { recursive: true });
});

async function open(name: string, content: string | Uint8Array): Promise<OpenFile> {
  writeFileSync(join(folder, name), content);
  file = await OpenFile.open(join(folder, name), {}, () => undefined);
  file.reading.begin();
  await file.reading.usable;
  return file;
}

const pair = (i: number, prompt = `p${i}`) => JSON.stringify({ prompt, chosen: `a${i}`, rejected: `b${i}` });
const line = async (item: number) => (await textPlace(file, item)).line;

describe('a record and its line', () => {
  it('of lines: blank ones count, a bad row has its own', async () => {
    await open('a.jsonl', `${pair(0)}\n\n${pair(1)}\r\n{broken\n${pair(2)}\n`);
    expect(await Promise.all([0, 1, 2].map(line))).toEqual([0, 2, 4]);
    // The bad row is the third.
    expect(await line(-3)).toBe(3);
    expect(await Promise.all([0, 1, 2, 3, 4, 99].map((at) => itemAtLine(file, at)))).toEqual([0, 0, 1, -3, 2, null]);
  });

  it('of a table whose cells hold line ends, of either kind', async () => {
    await open('a.csv', 'prompt,chosen,rejected\n"p\n0",a,b\np1,"a\rb",c\np2,a,b\n');
    expect(await Promise.all([0, 1, 2].map(line))).toEqual([1, 3, 5]);
    expect(await Promise.all([1, 2, 3, 4, 5].map((at) => itemAtLine(file, at)))).toEqual([0, 0, 1, 1, 2]);
  });

  it('of a list that is written over several lines', async () => {
    await open('a.json', `[\n  {"prompt": "p",\n   "chosen": "a", "rejected": "b"},\n  ${pair(1)}\n]\n`);
    expect(await Promise.all([0, 1].map(line))).toEqual([1, 3]);
    expect(await Promise.all([1, 2, 3].map((at) => itemAtLine(file, at)))).toEqual([0, 0, 1]);
  });

  it('beyond what is read in one go, as the lines themselves say', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => pair(i, `${i} ${'x'.repeat(200)}`));
    await open('long.jsonl', rows.join('\n'));
    expect(await Promise.all([0, 17_777, 29_999].map(line))).toEqual([0, 17_777, 29_999]);
    expect(await Promise.all([0, 17_777, 29_999].map((at) => itemAtLine(file, at)))).toEqual([0, 17_777, 29_999]);
  });

  it('what is packed has no lines', async () => {
    await open('a.jsonl.gz', gzipSync(`${pair(0)}\n`));
    await expect(line(0)).rejects.toThrow(/is not text/);
  });
});
