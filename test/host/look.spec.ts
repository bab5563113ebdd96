import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looksLike, mayHold } from '../../src/host/offer/look.js';
import { hasShared, sharedFile } from '../harness/shared.mjs';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-look-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const pair = (i: number) => JSON.stringify({ prompt: `p${i}`, chosen: `c${i}`, rejected: `r${i}` });

describe('what looks like preference data', () => {
  it.each([
    ['lines', 'a.jsonl', `${pair(1)}\n${pair(2)}\n`, 'pair'],
    ['lines, whose head ends within a row', 'long.jsonl', `${pair(1)}\n${JSON.stringify({ prompt: 'p', chosen: 'x'.repeat(1_600_000), rejected: 'y' })}\n`, 'pair'],
    ['a first row of long texts', 'raft.jsonl', `${JSON.stringify({ prompt: 'p', chosen: 'x'.repeat(500_000), rejected: 'y' })}\n${pair(1)}\n`, 'pair'],
    ['a first row that is broken', 'broken.jsonl', `{"prompt\n${pair(1)}\n${pair(2)}\n`, 'pair'],
    ['a list', 'a.json', `[${pair(1)}, ${pair(2)}]`, 'pair'],
    ['a table', 'a.csv', 'prompt,chosen,rejected\np,"a, or b",c\np,d,e\n', 'pair'],
    ['tabs', 'a.tsv', 'prompt\tchosen\trejected\np\ta\tc\n', 'pair'],
  ])('%s', async (_, name, text, schema) => expect(await looksLike(written(name, text))).toBe(schema));

  it.each([
    ['a manifest', 'package.json', JSON.stringify({ name: 'x', version: '1.0.0', scripts: { build: 'make' } })],
    ['logs', 'log.jsonl', `${JSON.stringify({ level: 'info', message: 'started', time: 1 })}\n`],
    ['a price list', 'prices.csv', 'item,price,count\nnail,1,20\nscrew,2,30\n'],
    ['settings', 'settings.json', '{ // comment\n "a": 1 }'],
    ['nothing', 'empty.jsonl', ''],
    ['bytes', 'bytes.jsonl', '\u0000\u0001\u0002'],
    ['another kind of file', 'a.txt', `${pair(1)}\n`],
    ['a mapping', 'a.jsonl.tiebreak.json', '[{"prompt": "p", "chosen": "c", "rejected": "r"}]'],
  ])('%s does not', async (_, name, text) => expect(await looksLike(written(name, text))).toBeNull());

  it('a file that is not there does not', async () => expect(await looksLike(join(folder, 'gone.jsonl'))).toBeNull());

  it('any text with a mapping beside it does', async () => {
    const path = written('mapped.csv', 'a,b\n1,2\n');
    written('mapped.csv.tiebreak.json', '{}');
    expect(await looksLike(path)).toBe('mapping');
  });

  it('knows by the name what may be worth a look', () => {
    expect(['x.JSONL', 'x.json', 'x.csv', 'x.jsonl.gz', 'x.parquet', 'x.tiebreak.json', 'constructor', 'x.constructor', '.json'].filter(mayHold)).toEqual(['x.JSONL', 'x.json', 'x.csv', '.json']);
  });

  it.skipIf(!hasShared('data/real/ultrafeedback-eval.jsonl', 'data/real/pandalm-testset.json'))('real files do (needs ../shared)', async () => {
    expect(await looksLike(sharedFile('data/real/ultrafeedback-eval.jsonl'))).toBe('pair');
    expect(await looksLike(sharedFile('data/real/pandalm-testset.json'))).toBe('votes');
  });
});
