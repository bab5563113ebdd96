import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { decompress } from 'fzstd';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowText } from '../../../src/core/edits.js';
import { Journal } from '../../../src/core/journal.js';
import { InflatingSource } from '../../../src/platform/node/files/inflating.js';
import { packingNamed } from '../../../src/platform/node/files/packing.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { saveDataset } from '../../../src/platform/node/files/save.js';

const ROWS = `${JSON.stringify({ prompt: 'p', chosen: 'a', rejected: 'b' })}\r\n${JSON.stringify({ prompt: 'q', chosen: 'c', rejected: 'd' })}`;
const FLIPPED = ROWS.replace('"c"', '"x"').replace('"d"', '"c"').replace('"x"', '"d"');

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const zstd = async (text: string) => (await Zstd.load()).compress(Buffer.from(text));

/** By the format's own reader where Node has one, else by the library that the code under test does not unpack with. */
function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] === 0x1f) return gunzipSync(bytes);
  return bytes[0] === 0x28 ? Buffer.from(decompress(bytes)) : bytes;
}

async function flipSecond(path: string) {
  const opened = await openDataset(path);
  const { dataset } = opened;
  for await (const chunk of dataset.scan()) void chunk;
  const edit = await dataset.edit(1, { kind: 'flip' }, 'wrong side');
  await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
  const close = () => opened.files[0]!.close();
  return { opened, dataset, close, edits: [{ edit, undone: false }] };
}

describe('saveDataset', () => {
  it.each(['plain.jsonl', 'packed.jsonl.gz', 'packed.jsonl.zst'])('%s: writes the edit alone, twice over, and logs it', async (name) => {
    const path = join(folder, name);
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(ROWS) : name.endsWith('.zst') ? await zstd(ROWS) : ROWS);
    const read = () => unpacked(readFileSync(path)).toString();
    const { opened, dataset, close, edits } = await flipSecond(path);
    await saveDataset(opened, { path, edits, overwrite: false });
    expect(read()).toBe(FLIPPED);
    await dataset.apply(edits[0]!.edit.changes.map(({ row, before }) => ({ row, text: before })));
    await saveDataset(opened, { path, edits: [{ ...edits[0]!, undone: true }], overwrite: false });
    expect(read()).toBe(ROWS);
    const log = readFileSync(`${path}.tiebreak/log.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.map(({ event }) => event)).toEqual(['edit', 'save', 'undo', 'save']);
    expect(log[0]).toMatchObject({ index: 1, rows: [2], operation: { kind: 'flip' }, reason: 'wrong side' });
    await close();
    expect(readdirSync(folder).sort()).toEqual([name, `${name}.tiebreak`]);
  });

  it('keeps the mode and a link', async () => {
    const path = join(folder, 'real.jsonl');
    const link = join(folder, 'link.jsonl');
    writeFileSync(path, ROWS);
    chmodSync(path, 0o640);
    symlinkSync(path, link);
    const { opened, close, edits } = await flipSecond(link);
    await saveDataset(opened, { path: link, edits, overwrite: false });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    await close();
  });

  it('refuses to overwrite what changed on disk, until told to', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    const { opened, close, edits } = await flipSecond(path);
    writeFileSync(`${path}.new`, ROWS);
    renameSync(`${path}.new`, path);
    utimesSync(path, 1, 1);
    await expect(saveDataset(opened, { path, edits, overwrite: false })).rejects.toThrow(/changed on disk/);
    expect(readFileSync(path, 'utf8')).toBe(ROWS);
    await saveDataset(opened, { path, edits, overwrite: true });
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    await close();
  });

  it('never splices old places into a file that another program rewrote in place, not even when told to overwrite', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    const { opened, close, edits } = await flipSecond(path);
    const rewritten = `${JSON.stringify({ prompt: 'longer prompt', chosen: 'a', rejected: 'b' })}\n${ROWS}`;
    writeFileSync(path, rewritten);
    await expect(saveDataset(opened, { path, edits, overwrite: true })).rejects.toThrow(/another program/);
    await expect(saveDataset(opened, { path: join(folder, 'as.jsonl'), edits, overwrite: true })).rejects.toThrow(/another program/);
    expect(readFileSync(path, 'utf8')).toBe(rewritten);
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
    await close();
  });

  it('says so where the save is on the disk and the log is not', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    writeFileSync(`${path}.tiebreak`, 'a file stands where the folder should be');
    const { opened, close, edits } = await flipSecond(path);
    expect((await saveDataset(opened, { path, edits, overwrite: false })).unlogged).toMatch(/./);
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    await close();
  });

  it('packs or unpacks by the name of another target, and leaves the file itself alone', async () => {
    const path = join(folder, 'a.jsonl.gz');
    writeFileSync(path, gzipSync(ROWS));
    const { opened, dataset, close, edits } = await flipSecond(path);
    await saveDataset(opened, { path: join(folder, 'b.jsonl'), edits, overwrite: false });
    expect(readFileSync(join(folder, 'b.jsonl'), 'utf8')).toBe(FLIPPED);
    expect(gunzipSync(readFileSync(path)).toString()).toBe(ROWS);
    expect(dataset.edited(1)).toBe(true);
    await close();
  });
});

describe('saveDataset and other programs', () => {
  it('knows its own file by whatever name it is told to save to', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    const { opened, dataset, close, edits } = await flipSecond(path);
    symlinkSync(folder, join(folder, 'here'));
    const other = join(folder, 'here/a.jsonl');
    await saveDataset(opened, { path: other, edits, overwrite: false });
    expect(readFileSync(path, 'utf8')).toBe(FLIPPED);
    expect(dataset.edited(1)).toBe(false);
    utimesSync(path, 1, 1);
    await dataset.apply(edits[0]!.edit.changes.map(({ row, before }) => ({ row, text: before })));
    await expect(saveDataset(opened, { path: other, edits: [], overwrite: false })).rejects.toThrow(/changed on disk/);
    await close();
  });

  it('refuses a file that was put there while a save ended, and a link that was turned', async () => {
    const path = join(folder, 'a.jsonl');
    const link = join(folder, 'link.jsonl');
    writeFileSync(path, ROWS);
    symlinkSync(path, link);
    const { opened, dataset, close, edits } = await flipSecond(link);
    const file = opened.files[0]!;
    const follow = file.follow.bind(file);
    file.follow = (...args) => {
      writeFileSync(`${path}.new`, 'foreign');
      renameSync(`${path}.new`, path);
      follow(...args);
    };
    await saveDataset(opened, { path: link, edits, overwrite: false });
    const undo = () => dataset.apply(edits[0]!.edit.changes.map(({ row, before }) => ({ row, text: before })));
    await undo();
    await expect(saveDataset(opened, { path: link, edits: [], overwrite: false })).rejects.toThrow(/changed on disk/);
    expect(readFileSync(path, 'utf8')).toBe('foreign');
    file.follow = follow;
    await saveDataset(opened, { path: link, edits: [], overwrite: true });
    expect(readFileSync(path, 'utf8')).toBe(ROWS);
    const twin = join(folder, 'twin.jsonl');
    writeFileSync(twin, ROWS);
    for (const each of [path, twin]) utimesSync(each, 1, 1);
    const again = await flipSecond(link);
    rmSync(link);
    symlinkSync(twin, link);
    await expect(saveDataset(again.opened, { path: link, edits, overwrite: false })).rejects.toThrow(/changed on disk/);
    await again.close();
    await close();
  });

  it('looks at every file once more before the first takes its place', async () => {
    for (const name of ['a.jsonl', 'b.jsonl']) writeFileSync(join(folder, name), `${ROWS}\n`);
    const opened = await openDataset(folder);
    for await (const chunk of opened.dataset.scan()) void chunk;
    for (const index of [0, 2]) await opened.dataset.apply((await opened.dataset.edit(index, { kind: 'flip' }, null)).changes.map(({ row, after }) => ({ row, text: after })));
    const [first, second] = opened.files;
    const look = second!.assertWhole.bind(second);
    second!.assertWhole = async () => {
      utimesSync(first!.path, 1, 1);
      second!.assertWhole = look;
      await look();
    };
    await expect(saveDataset(opened, { path: folder, edits: [], overwrite: false })).rejects.toThrow(/a.jsonl: the file has changed on disk/);
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'b.jsonl']);
    await Promise.all(opened.files.map((file) => file.close()));
  });

  it('sweeps away what a killed save of the same file left behind, and nothing else', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    const old = ['.a.jsonl.0123abcd.tmp', '.a.jsonl.tmp', '.a.jsonl.x.0123abcd.tmp', '.b.jsonl.0123abcd.tmp'];
    for (const name of [...old, '.a.jsonl.ffffffff.tmp']) writeFileSync(join(folder, name), 'left');
    for (const name of old) utimesSync(join(folder, name), 1, 1);
    const { opened, close, edits } = await flipSecond(path);
    await saveDataset(opened, { path, edits, overwrite: false });
    expect(readdirSync(folder).filter((name) => name.startsWith('.')).sort()).toEqual(['.a.jsonl.ffffffff.tmp', ...old.slice(1)].sort());
    await close();
  });

  it('ends a line of the log that a crash cut short', async () => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, ROWS);
    mkdirSync(`${path}.tiebreak`);
    writeFileSync(`${path}.tiebreak/log.jsonl`, '{"event":"ed');
    const { opened, close, edits } = await flipSecond(path);
    await saveDataset(opened, { path, edits, overwrite: false });
    const [torn, ...lines] = readFileSync(`${path}.tiebreak/log.jsonl`, 'utf8').trimEnd().split('\n');
    expect(torn).toBe('{"event":"ed');
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['edit', 'save']);
    await close();
  });

  it.each(['a.jsonl', 'a.jsonl.gz', 'a.json'])('%s: all rows taken out and put back, also after a restart', async (name) => {
    const path = join(folder, name);
    const [p, q] = ROWS.split('\r\n');
    const text = name === 'a.json' ? `[\n  ${p},\n  ${q}\n]\n` : ROWS;
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
    const first = await openDataset(path);
    for await (const chunk of first.dataset.scan()) void chunk;
    const changes = [];
    for (const index of [0, 1]) changes.push(...(await first.dataset.edit(index, { kind: 'drop' }, null)).changes);
    await first.dataset.apply(changes.map(({ row, after }) => ({ row, text: after })));
    await saveDataset(first, { path, edits: [], overwrite: false });
    await first.files[0]!.close();
    expect(unpacked(readFileSync(path)).toString()).toBe(name === 'a.json' ? '[\n  \n]\n' : '');
    const again = await openDataset(path, { removed: changes.map(({ row, before }) => ({ row, text: before })) });
    for await (const chunk of again.dataset.scan()) void chunk;
    expect(again.dataset.records).toBe(2);
    expect((await again.dataset.record(1)).dropped).toBe(true);
    await again.dataset.apply(changes.map(({ row, before }) => ({ row, text: before })));
    await saveDataset(again, { path, edits: [], overwrite: false });
    if (name !== 'a.json') expect(unpacked(readFileSync(path)).toString()).toBe(text);
    else expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(text));
    await again.files[0]!.close();
  });
});

describe('attached files', () => {
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const five = <T>(value: T) => ({ helpfulness: value, correctness: value, coherence: value, complexity: value, verbosity: value });
  const LABELS = lines(['a', 'b'].map((response) => ({ prompt: 'p', response, ...five(1) })));
  const MARKS = lines(['b', 'a'].map((response) => ({ prompt: 'p', response, ...five([1, 1, 2]) })));
  const open = async (options: { removed?: readonly RowText[] } = {}) => {
    mkdirSync(join(folder, 'other'), { recursive: true });
    const opened = await openDataset(join(folder, 'labels.jsonl'), { schema: 'helpsteer2', attach: [join(folder, 'other/labels.jsonl')], ...options });
    for await (const chunk of opened.dataset.scan()) void chunk;
    return opened;
  };
  const read = () => [readFileSync(join(folder, 'labels.jsonl'), 'utf8'), readFileSync(join(folder, 'other/labels.jsonl'), 'utf8')];

  it('lose a record together and get it back, also after a restart', async () => {
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'labels.jsonl'), LABELS + LABELS.replaceAll('"p"', '"q"'));
    writeFileSync(join(folder, 'other/labels.jsonl'), MARKS + MARKS.replaceAll('"p"', '"q"'));
    const was = read();
    const opened = await open();
    const edit = await opened.dataset.edit(0, { kind: 'drop' }, null);
    await opened.dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    await saveDataset(opened, { path: opened.path, edits: [{ edit, undone: false }], overwrite: false });
    expect(read()).toEqual([LABELS.replaceAll('"p"', '"q"'), MARKS.replaceAll('"p"', '"q"')]);
    await Promise.all(opened.files.map((file) => file.close()));
    const journal = new Journal();
    journal.done(edit);
    journal.saving()();
    const again = await open({ removed: journal.removed() });
    expect(again.dataset.records).toBe(2);
    await again.dataset.apply(edit.changes.map(({ row, before }) => ({ row, text: before })));
    await saveDataset(again, { path: again.path, edits: [{ edit, undone: true }], overwrite: false });
    expect(read()).toEqual(was);
    await Promise.all(again.files.map((file) => file.close()));
  });

  it('are saved under another name into a folder, those of one name apart', async () => {
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'labels.jsonl'), LABELS);
    writeFileSync(join(folder, 'other/labels.jsonl'), MARKS);
    const opened = await open();
    const out = join(folder, 'out');
    await saveDataset(opened, { path: out, edits: [], overwrite: false });
    expect([readFileSync(join(out, 'labels.jsonl'), 'utf8'), readFileSync(join(out, 'other/labels.jsonl'), 'utf8')]).toEqual([LABELS, MARKS]);
    await expect(saveDataset(opened, { path: join(folder, 'other'), edits: [], overwrite: true })).rejects.toThrow(/one of the open files/);
    expect(read()).toEqual([LABELS, MARKS]);
    await Promise.all(opened.files.map((file) => file.close()));
  });
});

describe('opening', () => {
  it.each([
    ['missing.jsonl', null, /missing.jsonl: there is no such file/],
    ['x.xlsx', '', /x.xlsx: this format is not supported/],
    ['empty.jsonl', '', /empty.jsonl: the file is empty/],
    ['junk.jsonl', 'junk', /junk.jsonl: no schema fits/],
    ['cut.jsonl.gz', gzipSync(ROWS).subarray(0, 12), /cut.jsonl.gz: .*(cannot be unpacked|ends too early)/],
  ])('%s: a clear error', async (name, bytes, why) => {
    if (bytes !== null) writeFileSync(join(folder, name), bytes);
    await expect(openDataset(join(folder, name))).rejects.toThrow(why);
  });

  it('a folder named like a file, without data: a clear error', async () => {
    const path = join(folder, 'x.jsonl');
    mkdirSync(path);
    await expect(openDataset(path)).rejects.toThrow(/no data files here/);
  });
});

describe('a packed file', () => {
  const MANY = Array.from({ length: 3000 }, (_, i) => JSON.stringify({ prompt: `question ${i}`, chosen: `${i * 7919}`, rejected: 'b' })).join('\n');

  it.each(['gz', 'zst'])('that is cut off (.%s) opens as far as it goes, says so, and is not saved over', async (ending) => {
    const path = join(folder, `cut.jsonl.${ending}`);
    const whole = Buffer.from(ending === 'gz' ? gzipSync(MANY) : await zstd(`${MANY}\n${MANY.replaceAll('question', 'Frage')}`.repeat(6)));
    const cut = whole.subarray(0, Math.floor(whole.length * 0.8));
    writeFileSync(path, cut);
    const opened = await openDataset(path);
    for await (const chunk of opened.dataset.scan()) void chunk;
    expect(opened.dataset.records).toBeGreaterThan(500);
    expect(opened.files[0]!.rows.damage).toMatch(/ends too early|broken/);
    const edit = await opened.dataset.edit(1, { kind: 'flip' }, null);
    await opened.dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    await expect(saveDataset(opened, { path, edits: [], overwrite: false })).rejects.toThrow(/would be lost/);
    expect(readFileSync(path).equals(cut)).toBe(true);
    await opened.files[0]!.close();
  });

  it.each([0, 1_000_000])('whose second member is not gzip, after %d zeros, is not saved over; zeros alone are padding', async (zeros) => {
    const path = join(folder, 'two.jsonl.gz');
    const broken = gzipSync(ROWS);
    broken[0] = 0;
    const open = async (after: Buffer) => {
      writeFileSync(path, Buffer.concat([gzipSync(`${ROWS}\n`), Buffer.alloc(zeros), after]));
      const opened = await openDataset(path);
      for await (const chunk of opened.dataset.scan()) void chunk;
      expect(opened.dataset.records).toBe(2);
      return opened;
    };
    const cut = await open(broken);
    await expect(saveDataset(cut, { path, edits: [], overwrite: true })).rejects.toThrow(/is not gzip; .*would be lost/);
    await expect(saveDataset(cut, { path: join(folder, '../', basename(folder), 'two.jsonl.gz'), edits: [], overwrite: true })).rejects.toThrow(/would be lost/);
    await cut.files[0]!.close();
    const whole = await open(Buffer.alloc(1));
    expect(whole.files[0]!.rows.damage).toBeNull();
    await whole.files[0]!.close();
  });

  it('that is a bomb is stopped, says so, and leaves nothing behind', async () => {
    const path = join(folder, 'bomb.jsonl.gz');
    writeFileSync(path, gzipSync(Buffer.alloc(5_000_000, 32)));
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('tiebreak-')).length;
    const source = await InflatingSource.open(path, packingNamed(path)!, 1_000_000);
    await source.read(0, 10_000_000);
    expect(source.size).toBeLessThanOrEqual(1_000_000);
    expect(source.damage).toMatch(/more than 1000000 bytes/);
    await source.close();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tiebreak-')).length).toBe(before);
  });

  it('is read while it is still being unpacked', async () => {
    const path = join(folder, 'slow.jsonl.gz');
    writeFileSync(path, gzipSync(MANY.repeat(40)));
    const source = await InflatingSource.open(path, packingNamed(path)!);
    const first = await source.read(0, 1000);
    expect(first.toString()).toBe(MANY.slice(0, 1000));
    expect((await source.read(0, 1e9)).toString()).toBe(MANY.repeat(40));
    await source.close();
  });
});
