import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset, type Opened } from '../../../src/platform/node/files/openDataset.js';
import { globPattern } from '../../../src/platform/node/files/glob.js';
import { noteRenames } from '../../../src/platform/node/files/recovery.js';
import { saveDataset } from '../../../src/platform/node/files/save.js';
import { shardsOf, splitOf } from '../../../src/platform/node/files/shards.js';
import type { RowText } from '../../../src/core/edits.js';
import { Journal } from '../../../src/core/journal.js';
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
      const temporary = join(data, `.${name}.0000000${i}.tmp`);
      writeFileSync(temporary, rows(`new ${i}`));
      return { temporary, target: join(data, name) };
    });
    await noteRenames(renames);
    renameSync(renames[0]!.temporary, renames[0]!.target);
    const opened = await openDataset(join(folder, 'data/train-*.jsonl'));
    expect(prompts(await all(opened))).toEqual(['new 0', 'new 1']);
    await close(opened);
  });
});

describe('a save of several files', () => {
  const data = () => join(folder, 'data');
  const names = ['train-00000-of-00002.jsonl', 'train-00001-of-00002.jsonl'] as const;
  const flip = async (opened: Opened, indices: readonly number[]) => {
    const edits = [];
    for (const index of indices) {
      const edit = await opened.dataset.edit(index, { kind: 'flip' }, null);
      await opened.dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
      edits.push({ edit, undone: false });
    }
    return edits;
  };
  const flipped = (prompt: string) => `${JSON.stringify({ prompt, chosen: 'b', rejected: 'a' })}\n`;
  /** A save that a crash cut short after its first rename; gives what it left to be done. */
  const crashed = async (targets: readonly string[]) => {
    const renames = targets.map((target, i) => {
      const temporary = join(dirname(target), `.${basename(target)}.0000000${i}.tmp`);
      writeFileSync(temporary, rows(`new ${i}`));
      return { temporary, target };
    });
    await noteRenames(renames);
    renameSync(renames[0]!.temporary, renames[0]!.target);
  };

  it('is finished in every folder, by whatever way they are opened, and after the dataset has moved', async () => {
    mkdirSync(join(folder, 'eval'));
    writeFileSync(join(folder, 'eval/test.jsonl'), rows('e0'));
    await crashed([join(data(), names[0]), join(folder, 'eval/test.jsonl')]);
    renameSync(folder, `${folder}-moved`);
    symlinkSync(`${folder}-moved`, folder);
    const opened = await openDataset(relative(process.cwd(), join(folder, 'eval/test.jsonl')));
    expect(prompts(await all(opened))).toEqual(['new 1']);
    await close(opened);
    rmSync(folder);
    renameSync(`${folder}-moved`, folder);
    expect(readdirSync(join(folder, 'eval')).sort()).toEqual(['test.jsonl']);
  });

  it('that a crash cut short before all folders had their note is undone in all', async () => {
    mkdirSync(join(folder, 'eval'));
    writeFileSync(join(folder, 'eval/test.jsonl'), rows('e0'));
    const renames = [join(data(), names[0]), join(folder, 'eval/test.jsonl')].map((target, i) => {
      const temporary = join(dirname(target), `.${basename(target)}.0000000${i}.tmp`);
      writeFileSync(temporary, rows(`new ${i}`));
      return { temporary, target };
    });
    const notes = [data(), join(folder, 'eval')].map((each) => join(each, 'dataset.tiebreak/saving.json'));
    for (const lost of notes) {
      await noteRenames(renames);
      if (lost === notes[0]) rmSync(lost);
      else writeFileSync(notes[0]!, readFileSync(notes[0]!, 'utf8').slice(0, 40));
      for (const { temporary } of renames) writeFileSync(temporary, rows('new'));
      // A save that is being noted at this moment is left alone.
      await close(await openDataset(folder));
      expect(renames.map(({ temporary }) => existsSync(temporary))).toEqual([true, true]);
      utimesSync(notes[1]!, 1, 1);
      const opened = await openDataset(folder);
      expect(prompts(await all(opened))).toEqual(['t0', 'p0', 'p1', 'p2', 'p3', 'p4', 'e0']);
      await close(opened);
    }
    expect(existsSync(renames[1]!.temporary)).toBe(false);
  });

  it('that a crash cut short is not finished over what somebody has written since', async () => {
    await crashed(names.map((name) => join(data(), name)));
    writeFileSync(join(data(), names[1]), rows('written since', 'and more'));
    const opened = await openDataset(join(data(), 'train-*.jsonl'));
    expect(prompts(await all(opened))).toEqual(['new 0', 'written since', 'and more']);
    await close(opened);
  });

  it('never renames outside its folder, whatever the note says', async () => {
    const outside = join(folder, '.x.00000000.tmp');
    const own = join(data(), 'mine.tmp');
    for (const each of [outside, own]) writeFileSync(each, rows('outside'));
    mkdirSync(join(data(), 'dataset.tiebreak'));
    const { ino, size, mtimeMs } = statSync(join(data(), names[0]));
    const replaces = `${ino}:${size}:${mtimeMs}`;
    for (const temporary of ['../.x.00000000.tmp', outside, 'mine.tmp', 1, null]) {
      for (const leads of ['', '..']) {
        writeFileSync(join(data(), 'dataset.tiebreak/saving.json'), JSON.stringify({ version: 1, id: 'a', leads, others: [], renames: [{ temporary, target: names[0], replaces }] }));
        const opened = await openDataset(data());
        expect(prompts(await all(opened))).toContain('p0');
        expect([existsSync(outside), existsSync(own)]).toEqual([true, true]);
        await close(opened);
      }
    }
  });

  it('that fails half-way goes on from what it could put in place, and leaves no file of its own', async () => {
    const opened = await openDataset(join(data(), 'train-*.jsonl'));
    await all(opened);
    const edits = await flip(opened, [0, 4]);
    const save = () => saveDataset(opened, { path: opened.path, edits, overwrite: false });
    const target = join(data(), names[1]);
    // Once all has been written and looked at, a folder takes the place of the second file.
    const file = opened.files[1]!;
    const look = file.assertWhole.bind(file);
    let looks = 0;
    file.assertWhole = async () => {
      await look();
      if (++looks !== 2) return;
      renameSync(target, `${target}.away`);
      mkdirSync(target);
    };
    await expect(save()).rejects.toThrow(/1 of 2 files saved, the others are as they were/);
    expect(readFileSync(join(data(), names[0]), 'utf8')).toBe(flipped('p0') + rows('p1'));
    expect([opened.dataset.edited(0), opened.dataset.edited(4)]).toEqual([false, true]);
    rmSync(target, { recursive: true });
    renameSync(`${target}.away`, target);
    expect(readdirSync(data()).filter((name) => name.endsWith('.tmp') || existsSync(join(data(), name, 'saving.json')))).toEqual([]);
    await save();
    expect(readFileSync(target, 'utf8')).toBe(rows('p2', 'p3') + flipped('p4'));
    await close(opened);
  });

  it('says so where it cannot be noted, with the old files whole and nothing left behind', async () => {
    writeFileSync(join(data(), 'dataset.tiebreak'), 'a file stands where the folder should be');
    const opened = await openDataset(data());
    await all(opened);
    const edits = await flip(opened, [1, 5]);
    await expect(saveDataset(opened, { path: data(), edits, overwrite: false })).rejects.toThrow(/not saved, the old files are whole/);
    expect(readFileSync(join(data(), names[0]), 'utf8')).toBe(rows('p0', 'p1'));
    expect(readdirSync(data()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await close(opened);
  });

  it('under another name keeps the folders, so that shards of one name stay two, and opens alike', async () => {
    for (const split of ['train', 'test']) {
      mkdirSync(join(folder, 'twins', split), { recursive: true });
      writeFileSync(join(folder, 'twins', split, 'data.jsonl'), rows(`${split} row`));
    }
    const opened = await openDataset(join(folder, 'twins'));
    await all(opened);
    const out = join(folder, 'out/new');
    const edits = await flip(opened, [0]);
    await saveDataset(opened, { path: out, edits, overwrite: false });
    expect(readFileSync(join(out, 'test/data.jsonl'), 'utf8')).toBe(flipped('test row'));
    expect(readFileSync(join(out, 'train/data.jsonl'), 'utf8')).toBe(rows('train row'));
    expect(existsSync(join(out, 'test/data.jsonl.tiebreak/log.jsonl'))).toBe(true);
    expect(opened.dataset.edited(0)).toBe(true);
    await close(opened);
  });

  it('has a file once, by whatever names the folder holds it', async () => {
    symlinkSync(names[0], join(data(), 'latest.jsonl'));
    const opened = await openDataset(data());
    expect(prompts(await all(opened))).toHaveLength(6);
    await close(opened);
    const link = await openDataset(join(data(), 'late*.jsonl'));
    expect(prompts(await all(link))).toEqual(['p0', 'p1']);
    await close(link);
    await expect(openDataset(join(data(), names[0]), { attach: [join(data(), 'latest.jsonl')] })).rejects.toThrow(/latest.jsonl: this file is open in this dataset already/);
  });

  it('that took out rows at the borders of files is undone into the files they were in, also after a restart', async () => {
    const was = names.map((name) => readFileSync(join(data(), name), 'utf8'));
    for (const dropped of [[1], [2], [1, 2], [0, 1], [2, 3, 4], [0, 1, 2, 3, 4]]) {
      const path = join(data(), 'train-*.jsonl');
      const opened = await openDataset(path, { schema: 'pair' });
      await all(opened);
      const journal = new Journal();
      for (const index of dropped) {
        const edit = await opened.dataset.edit(index, { kind: 'drop' }, null);
        await opened.dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
        journal.done(edit);
      }
      const edits = journal.pending();
      await saveDataset(opened, { path, edits, overwrite: false });
      journal.saving()();
      await close(opened);
      const again = await openDataset(path, { schema: 'pair', removed: JSON.parse(JSON.stringify(journal.removed())) as RowText[] });
      expect(prompts(await all(again))).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
      for (const { edit } of edits) await again.dataset.apply(edit.changes.map(({ row, before }) => ({ row, text: before })));
      await saveDataset(again, { path, edits: [], overwrite: false });
      expect(names.map((name) => readFileSync(join(data(), name), 'utf8')), `${dropped}`).toEqual(was);
      await close(again);
    }
  });
});

describe('globPattern', () => {
  it.each([
    ['data/*.jsonl', 'data/a.jsonl', true],
    ['data/*.jsonl', 'data/b/a.jsonl', false],
    ['data/**/train.jsonl', 'data/train.jsonl', true],
    ['data/**/train.jsonl', 'data/x/y/train.jsonl', true],
    ['data/**/train.jsonl', 'data/pretrain.jsonl', false],
    ['data/**', 'data/x/a.jsonl', true],
    ['./*.jsonl', 'a.jsonl', true],
    ['a?.jsonl', 'ab.jsonl', true],
    ['a?.jsonl', 'a/.jsonl', false],
    ['a+(b).jsonl', 'a+(b).jsonl', true],
  ])('%s matches %s: %s', (glob, path, matches) => expect(globPattern(glob).test(path)).toBe(matches));
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
