import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inflateToTemporary } from '../../../src/platform/node/files/gzip.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { saveDataset } from '../../../src/platform/node/files/save.js';

const ROWS = `${JSON.stringify({ prompt: 'p', chosen: 'a', rejected: 'b' })}\r\n${JSON.stringify({ prompt: 'q', chosen: 'c', rejected: 'd' })}`;
const FLIPPED = ROWS.replace('"c"', '"x"').replace('"d"', '"c"').replace('"x"', '"d"');

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function flipSecond(path: string) {
  const { file, dataset } = await openDataset(path, null);
  for await (const chunk of dataset.scan()) void chunk;
  const edit = await dataset.edit(1, { kind: 'flip' }, 'wrong side');
  await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
  return { file, dataset, edits: [{ edit, undone: false }] };
}

describe('saveDataset', () => {
  it.each(['plain.jsonl', 'packed.jsonl.gz'])('%s: writes the edit alone, twice over, and logs it', async (name) => {
    const path = join(folder, name);
    const packed = name.endsWith('.gz');
    writeFileSync(path, packed ? gzipSync(ROWS) : ROWS);
    const read = () => (packed ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString();
    const { file, dataset, edits } = await flipSecond(path);
    await saveDataset(dataset, file, { path, edits, overwrite: false });
    expect(read()).toBe(FLIPPED);
    await dataset.apply(edits[0]!.edit.changes.map(({ row, before }) => ({ row, text: before })));
    await saveDataset(dataset, file, { path, edits: [{ ...edits[0]!, undone: true }], overwrite: false });
    expect(read()).toBe(ROWS);
    const log = readFileSync(`${path}.tiebreak/log.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.map(({ event }) => event)).toEqual(['edit', 'save', 'undo', 'save']);
    expect(log[0]).toMatchObject({ index: 1, rows: [2], operation: { kind: 'flip' }, reason: 'wrong side' });
    await file.close();
    expect(readdirSync(folder).sort()).toEqual([name, `${name}.tiebreak`]);
  });

  it('keeps the mode and a link', async () => {
    const path = join(folder, 'real.jsonl');
    const link = join(folder, 'link.jsonl');
    writeFileSync(path, ROWS);
    chmodSync(path, 0o640);
    symlinkSync(path, link);
    const { file, dataset, edits } = await flipSecond(link);
    await saveDataset(dataset, file, { path: link, edits, overwrite: false });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    await file.close();
  });

  it('refuses to overwrite what changed on disk, until told to', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    const { file, dataset, edits } = await flipSecond(path);
    writeFileSync(`${path}.new`, ROWS);
    renameSync(`${path}.new`, path);
    utimesSync(path, 1, 1);
    await expect(saveDataset(dataset, file, { path, edits, overwrite: false })).rejects.toThrow(/changed on disk/);
    expect(readFileSync(path, 'utf8')).toBe(ROWS);
    await saveDataset(dataset, file, { path, edits, overwrite: true });
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    await file.close();
  });

  it('never splices old places into a file that another program rewrote in place, not even when told to overwrite', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    const { file, dataset, edits } = await flipSecond(path);
    const rewritten = `${JSON.stringify({ prompt: 'longer prompt', chosen: 'a', rejected: 'b' })}\n${ROWS}`;
    writeFileSync(path, rewritten);
    await expect(saveDataset(dataset, file, { path, edits, overwrite: true })).rejects.toThrow(/another program/);
    await expect(saveDataset(dataset, file, { path: join(folder, 'as.jsonl'), edits, overwrite: true })).rejects.toThrow(/another program/);
    expect(readFileSync(path, 'utf8')).toBe(rewritten);
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
    await file.close();
  });

  it('says so where the save is on the disk and the log is not', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    writeFileSync(`${path}.tiebreak`, 'a file stands where the folder should be');
    const { file, dataset, edits } = await flipSecond(path);
    expect((await saveDataset(dataset, file, { path, edits, overwrite: false })).unlogged).toMatch(/./);
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    await file.close();
  });

  it('packs or unpacks by the name of another target, and leaves the file itself alone', async () => {
    const path = join(folder, 'a.jsonl.gz');
    writeFileSync(path, gzipSync(ROWS));
    const { file, dataset, edits } = await flipSecond(path);
    await saveDataset(dataset, file, { path: join(folder, 'b.jsonl'), edits, overwrite: false });
    expect(readFileSync(join(folder, 'b.jsonl'), 'utf8')).toBe(FLIPPED);
    expect(gunzipSync(readFileSync(path)).toString()).toBe(ROWS);
    expect(dataset.dirty).toBe(true);
    await file.close();
  });
});

describe('opening', () => {
  it.each([
    ['missing.jsonl', null, /missing.jsonl: there is no such file/],
    ['x.xlsx', '', /x.xlsx: this format is not supported/],
    ['empty.jsonl', '', /empty.jsonl: no schema fits/],
    ['cut.jsonl.gz', gzipSync(ROWS).subarray(0, 30), /cut.jsonl.gz: cannot be unpacked/],
    ['other.jsonl', '{"a":1}\n', /other.jsonl: no schema fits this file: its columns are a;/],
  ])('%s: a clear error', async (name, bytes, why) => {
    if (bytes !== null) writeFileSync(join(folder, name), bytes);
    await expect(openDataset(join(folder, name), null)).rejects.toThrow(why);
  });

  it('a folder named like a file: a clear error', async () => {
    await expect(openDataset(`${folder}/../${folder.split('/').at(-1)}`, null)).rejects.toThrow(/not supported|a folder/);
  });

  it('a gzip bomb is stopped and leaves nothing behind', async () => {
    const path = join(folder, 'bomb.jsonl.gz');
    writeFileSync(path, gzipSync(Buffer.alloc(5_000_000, 32)));
    await expect(inflateToTemporary(path, 1_000_000)).rejects.toThrow(/more than 1000000 bytes/);
  });
});
