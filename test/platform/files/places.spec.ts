import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourcesOf } from '../../../src/platform/node/engine/sources.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { placesOf } from '../../../src/platform/node/files/places.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-places-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('rows are told by file, each counted from 1 in its own', async () => {
  const write = (name: string, count: number) =>
    writeFileSync(join(folder, name), Array.from({ length: count }, (_, i) => `${JSON.stringify({ prompt: `${name} ${i}`, chosen: 'a', rejected: 'b' })}\n`).join(''));
  write('a.jsonl', 3);
  write('b.jsonl', 2);
  const several = await openDataset(folder);
  for await (const chunk of several.dataset.scan()) void chunk;
  expect(placesOf(several, [1, 2, 4, 0])).toEqual([{ path: join(folder, 'a.jsonl'), rows: [2, 3, 1] }, { path: join(folder, 'b.jsonl'), rows: [2] }]);
  expect(sourcesOf(several, [2, 3])).toEqual({ sources: [{ file: 'a.jsonl', rows: [3] }, { file: 'b.jsonl', rows: [1] }] });
  const one = await openDataset(join(folder, 'b.jsonl'));
  for await (const chunk of one.dataset.scan()) void chunk;
  expect(sourcesOf(one, [1])).toEqual({});
  for (const file of [...several.files, ...one.files]) await file.close();
});
