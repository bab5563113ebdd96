import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordBytes } from '../../../src/core/scoring/cacheRecord.js';
import type { ResponseScore } from '../../../src/core/scoring/scores.js';
import { scoreFolder } from '../../../src/platform/node/scoring/cacheFolder.js';
import { ScoreCache } from '../../../src/platform/node/scoring/scoreCache.js';
import { scoreKey } from '../../../src/platform/node/scoring/scoreKey.js';

const shape = { members: 2, attributes: ['helpfulness'] };
const size = recordBytes(shape);
const keyOf = (i: number) => scoreKey({ prompt: [], response: String(i) });
const scoreOf = (i: number): ResponseScore => ({
  rewards: [i / 3, -i],
  attributes: [{ attribute: 'helpfulness', mean: i / 7, sd: 0.5 }],
});
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ key: keyOf(from + i), score: scoreOf(from + i) }));

let folder: string;
const caches: ScoreCache[] = [];
beforeEach(() => void (folder = join(mkdtempSync(join(tmpdir(), 'tiebreak-cache-')), 'deep/inside')));
afterEach(() => {
  for (const cache of caches.splice(0)) cache.close();
  rmSync(join(folder, '../..'), { recursive: true });
});

async function open(): Promise<ScoreCache> {
  const cache = new ScoreCache(folder, shape);
  caches.push(cache);
  await cache.refresh();
  return cache;
}
const files = () => readdirSync(folder).map((name) => join(folder, name));
const known = (cache: ScoreCache, count: number) =>
  Array.from({ length: count }, (_, i) => i).filter((i) => cache.get(keyOf(i)) !== null);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('ScoreCache', () => {
  it('gives the very numbers back, to itself and to the next process', async () => {
    const cache = await open();
    cache.put(entries(0, 3));
    cache.put(entries(3, 5));
    const other = await open();
    for (const i of upTo(5)) {
      expect(cache.get(keyOf(i))).toEqual(scoreOf(i));
      expect(other.get(keyOf(i))).toEqual(scoreOf(i));
    }
    expect(other.get(keyOf(5))).toBeNull();
  });

  it('makes no file before there is a score', async () => {
    const cache = await open();
    expect(cache.get(keyOf(0))).toBeNull();
    expect(() => files()).toThrow('ENOENT');
  });

  it('lets two windows write at once, and each see what the other finished', async () => {
    const [a, b] = [await open(), await open()];
    a.put(entries(0, 2));
    b.put(entries(2, 4));
    a.put(entries(4, 5));
    await a.refresh();
    await b.refresh();
    expect(known(a, 6)).toEqual(upTo(5));
    expect(known(b, 6)).toEqual(upTo(5));
    expect(files()).toHaveLength(2);
  });

  it('loses nothing but the record in which a process was killed', async () => {
    (await open()).put(entries(0, 10));
    const [file] = files();
    for (const cutTo of [10 * size - 1, 9 * size + 1, 9 * size, 3 * size + 20]) {
      truncateSync(file!, cutTo);
      const cache = await open();
      expect(known(cache, 10)).toEqual(upTo(Math.floor(cutTo / size)));
    }
    // Another process computes the rest, into a segment of its own.
    const cache = await open();
    cache.put(entries(3, 10));
    expect(statSync(file!).size).toBe(3 * size + 20);
    expect(known(await open(), 10)).toEqual(upTo(10));
  });

  it('reads the rest of a record once it is there', async () => {
    (await open()).put(entries(0, 2));
    const [file] = files();
    const bytes = readFileSync(file!);
    truncateSync(file!, size + 30);
    const cache = await open();
    expect(known(cache, 2)).toEqual([0]);
    appendFileSync(file!, bytes.subarray(size + 30));
    await cache.refresh();
    expect(known(cache, 2)).toEqual([0, 1]);
  });

  it('passes over a spoilt record, and over one that is spoilt or gone after it was read', async () => {
    (await open()).put(entries(0, 5));
    const [file] = files();
    const bytes = readFileSync(file!);
    bytes[2 * size + 20]! ^= 4;
    writeFileSync(file!, bytes);
    const cache = await open();
    expect(known(cache, 5)).toEqual([0, 1, 3, 4]);
    bytes[3 * size + 20]! ^= 4;
    writeFileSync(file!, bytes);
    expect(known(cache, 5)).toEqual([0, 1, 4]);
    truncateSync(file!, size);
    expect(known(cache, 5)).toEqual([0]);
  });

  it('reads many segments without holding them all open', async () => {
    for (let i = 0; i < 50; i++) {
      const cache = new ScoreCache(folder, shape);
      cache.put(entries(i, i + 1));
      cache.close();
    }
    expect(known(await open(), 50)).toEqual(upTo(50));
  });

  it('keeps scores in memory where the folder cannot be written', async () => {
    writeFileSync(join(folder, '../..', 'deep'), 'a file in the way');
    const cache = await open();
    cache.put(entries(0, 3));
    expect(known(cache, 4)).toEqual(upTo(3));
    expect(known(await open(), 4)).toEqual([]);
  });
});

describe('scoreFolder', () => {
  it("is in the user's cache folder of each system, or where TIEBREAK_CACHE says", () => {
    expect(scoreFolder('h', { XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/tiebreak/scores/h');
    expect(scoreFolder('h', {}, 'linux')).toMatch(/\/\.cache\/tiebreak\/scores\/h$/);
    expect(scoreFolder('h', {}, 'darwin')).toMatch(/\/Library\/Caches\/tiebreak\/scores\/h$/);
    expect(scoreFolder('h', { LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/tiebreak/scores/h');
    expect(scoreFolder('h', { TIEBREAK_CACHE: '/mine', XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/mine/scores/h');
  });
});
