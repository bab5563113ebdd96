import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync, existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset, type Opened } from '../../../src/platform/node/files/openDataset.js';
import { noteRenames } from '../../../src/platform/node/files/recovery.js';
import { saveDataset } from '../../../src/platform/node/files/save.js';
import { shardsOf, splitOf } from '../../../src/platform/node/files/shards.js';
import type { LocatedRecord } from '../../../src/core/record.js';

const pair = (prompt: string) => JSON.stringify({ prompt, chosen: 'a', rejected: 'b' });
const rows = (...prompts: string[]) => prompts.map((prompt) => `${pair(prompt)}\n`).join('');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-test-'));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'README.md'), 'about');
  writeFileSync(join(folder, 'dataset_info.json'), '{}');
  writeFileSync(join(folder, 'data/train-00000-of-00002.jsonl'), rows('p0', 'p1'));
  writeFileSync(join(folder, 'data/train-00001-of-00002.jsonl'), rows('p2', 'p3', 'p4'));
  writeFileSync(join(folder, 'data/test-00000-of-00001.jsonl'), rows('t0'));
  mkdirSync(join(folder, 'data/train-00000-of-00002.jsonl.tiebreak'));
  writeFileSync(join(folder, 'data/train-00000-of-00002.jsonl.tiebreak/log.jsonl'), rows('not data'));
  symlinkSync('..', join(folder, 'data/up'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function all(opened: Opened, split?: string): Promise<LocatedRecord[]> {
  const records: LocatedRecord[] = [];
  for await (const chunk of opened.dataset.scan({ split })) records.push(...chunk.records);
  return records;
}

const prompts = (records: readonly LocatedRecord[]) => records.map(({ prompt }) => prompt[0]?.text);
const close = (opened: Opened) => Promise.all(opened.files.map((file) => file.close()));

describe('a folder of shards', () => {
  it('is one dataset in the order of the names, with the splits in them; logs and links back up are no part of it', async () => {
    const opened = await openDataset(folder);
    const records = await all(opened);
    expect(prompts(records)).toEqual(['t0', 'p0', 'p1', 'p2', 'p3', 'p4']);
    expect(records.map(({ split }) => split)).toEqual(['test', 'train', 'train', 'train', 'train', 'train']);
    expect(records.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    await close(opened);
  });

  it('gives one split alone', async () => {
    const opened = await openDataset(folder);
    expect(prompts(await all(opened, 'train'))).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    expect((await opened.dataset.record(4)).prompt[0]?.text).toBe('p4');
    await close(opened);
  });

  it('opens by a pattern', async () => {
    const opened = await openDataset(join(folder, 'data/train-*.jsonl'));
    expect(prompts(await all(opened))).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    await close(opened);
    await expect(shardsOf(join(folder, 'data/valid-*.jsonl'))).rejects.toThrow(/no data files here/);
    expect(await shardsOf(join(folder, 'data/train-00000-of-00002.jsonl'))).toBeNull();
  });

  it('saves the shards that changed, each with its own log, and goes on from there', async () => {
    const opened = await openDataset(folder);
    await all(opened);
    const untouched = statSync(join(folder, 'data/test-00000-of-00001.jsonl')).mtimeMs;
    const edits = [];
    for (const index of [1, 5]) {
      const edit = await opened.dataset.edit(index, { kind: 'flip' }, null);
      await opened.dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
      edits.push({ edit, undone: false });
    }
    await saveDataset(opened, { path: folder, edits, overwrite: false });
    const flipped = (prompt: string) => `${JSON.stringify({ prompt, chosen: 'b', rejected: 'a' })}\n`;
    expect(readFileSync(join(folder, 'data/train-00000-of-00002.jsonl'), 'utf8')).toBe(flipped('p0') + rows('p1'));
    expect(readFileSync(join(folder, 'data/train-00001-of-00002.jsonl'), 'utf8')).toBe(rows('p2', 'p3') + flipped('p4'));
    expect(statSync(join(folder, 'data/test-00000-of-00001.jsonl')).mtimeMs).toBe(untouched);
    expect(readFileSync(join(folder, 'data/train-00001-of-00002.jsonl.tiebreak/log.jsonl'), 'utf8')).toContain('"rows":[3]');
    expect(existsSync(join(folder, 'data/dataset.tiebreak/saving.json'))).toBe(false);
    for (const { edit } of edits) await opened.dataset.apply(edit.changes.map(({ row, before }) => ({ row, text: before })));
    await saveDataset(opened, { path: folder, edits: [], overwrite: false });
    expect(readFileSync(join(folder, 'data/train-00001-of-00002.jsonl'), 'utf8')).toBe(rows('p2', 'p3', 'p4'));
    await close(opened);
  });

  it('a save of several files that a crash cut short is finished when it is opened again', async () => {
    const data = join(folder, 'data');
    const renames = ['train-00000-of-00002.jsonl', 'train-00001-of-00002.jsonl'].map((name, i) => {
      const temporary = join(data, `.${name}.0000.tmp`);
      writeFileSync(temporary, rows(`new ${i}`));
      return { temporary, target: join(data, name) };
    });
    await noteRenames(data, [...renames, { temporary: '/etc/passwd', target: join(data, 'x.jsonl') }]);
    renameSync(renames[0]!.temporary, renames[0]!.target);
    const opened = await openDataset(join(folder, 'data/train-*.jsonl'));
    expect(prompts(await all(opened))).toEqual(['new 0', 'new 1']);
    expect(existsSync(join(data, 'x.jsonl'))).toBe(false);
    await close(opened);
  });
});

describe('splitOf', () => {
  it.each([
    ['data/train-00000-of-00002.parquet', 'train'],
    ['data/train_prefs-00000-of-00001.parquet', 'train_prefs'],
    ['data-00000-of-00003.arrow', null],
    ['helpful-base/test.jsonl.gz', 'test'],
    ['validation/part1.jsonl', 'validation'],
    ['constraints.jsonl', null],
  ])('%s: %s', (path, split) => expect(splitOf(path)).toBe(split));
});
