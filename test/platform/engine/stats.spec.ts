import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OpenFile } from '../../../src/platform/node/engine/openFile.js';
import { statsOfFile } from '../../../src/platform/node/engine/stats.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';

const never = new AbortController().signal;
let folder: string;
let file: OpenFile;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-stats-'))));
afterEach(async () => {
  await file.close();
  rmSync(folder, { recursive: true });
});

async function open(name: string): Promise<OpenFile> {
  const path = join(folder, name);
  copyFileSync(join(import.meta.dirname, '../../fixtures/schemas', name), path);
  file = new OpenFile(await openDataset(path), () => undefined);
  file.reading.begin();
  await file.reading.ready;
  return file;
}

it('counts the labels as they are now: a mark that is not saved, and no dropped record', async () => {
  const { session } = await open('helpsteer2-disagreements.jsonl');
  const before = (await statsOfFile(file, never)).attributes['helpfulness']!;
  await session.edit(0, { kind: 'set', response: 1, attribute: 'helpfulness', value: 2 }, null);
  expect((await statsOfFile(file, never)).attributes['helpfulness']).toMatchObject({ items: before.items, ratings: before.ratings + 1 });
  await session.edit(0, { kind: 'drop' }, null);
  expect(await statsOfFile(file, never)).toMatchObject({ records: 0, attributes: {}, helpsteer2: null });
});

it('reads a file without labels no second time', async () => {
  const { session } = await open('hh-rlhf.jsonl');
  const record = vi.spyOn(session.dataset, 'record');
  expect(await statsOfFile(file, never)).toMatchObject({ records: session.table.count, attributes: {}, preference: null });
  expect(record).not.toHaveBeenCalled();
});

it('can be called off', async () => {
  await open('helpsteer2-disagreements.jsonl');
  const off = new AbortController();
  const found = statsOfFile(file, off.signal);
  off.abort(new Error('not wanted any more'));
  await expect(found).rejects.toThrow('not wanted any more');
});
