import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Records, ScanOptions } from '../../../src/core/records.js';
import { makeListing } from '../../../src/platform/node/engine/listings.js';
import { OpenFile } from '../../../src/platform/node/engine/openFile.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';

/** More than is read in one go. */
const ROWS = 20_000;
const never = new AbortController().signal;

let folder: string;
let file: OpenFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-open-'));
  const row = (i: number) => JSON.stringify({ prompt: `question ${i}`, chosen: `a good answer ${'.'.repeat(200)}`, rejected: `a bad answer ${i}` });
  writeFileSync(join(folder, 'pairs.jsonl'), Array.from({ length: ROWS }, (_, i) => `${row(i)}\n`).join(''));
});
afterEach(async () => {
  await file.close();
  rmSync(folder, { recursive: true });
});

/** The file, in which reading fails after the first rows where `broken`. */
async function open(broken = false): Promise<OpenFile> {
  const opened = await openDataset(join(folder, 'pairs.jsonl'));
  if (broken) {
    const scan = opened.dataset.scan.bind(opened.dataset);
    const dataset: Records = opened.dataset;
    dataset.scan = async function* (options?: ScanOptions) {
      for await (const chunk of scan(options)) {
        yield chunk;
        throw new Error('the disk is gone');
      }
    };
  }
  return (file = new OpenFile(opened, () => undefined));
}

describe('a file that could not be read to its end', () => {
  it('can be looked at and asked about as far as it was read, and not changed', async () => {
    await open(true);
    file.reading.begin();
    const list = makeListing(file, { order: 'file', where: null }, never);
    await file.reading.usable;
    const { records, failed, complete } = file.view();
    expect({ failed, complete }).toEqual({ failed: 'the disk is gone', complete: true });
    expect(records).toBeGreaterThan(0);
    expect(records).toBeLessThan(ROWS);
    expect((await list).total).toBe(records);
    expect((await makeListing(file, { order: 'file', where: 'index < 3' }, never)).total).toBe(3);
    expect(await file.session.query('SELECT count(*)::INTEGER AS n FROM records')).toEqual([{ n: records }]);
    await expect(file.reading.whole()).rejects.toThrow('the disk is gone');
  });
});

describe('a change that waits for the whole file', () => {
  it('is refused where reading is stopped meanwhile, and can be made once it went on', async () => {
    await open();
    const waiting = file.reading.whole();
    file.reading.begin();
    file.reading.stop();
    await expect(waiting).rejects.toThrow('reading was stopped before the end of the file: read on first');
    await expect(file.reading.whole()).rejects.toThrow('read on first');
    expect(file.view()).toMatchObject({ stopped: true, complete: false });
    file.readOn();
    await file.reading.whole();
    expect(file.view()).toMatchObject({ stopped: false, complete: true, records: ROWS });
  });

  it('ends with the file where it is closed', async () => {
    await open();
    const waiting = file.reading.whole();
    const refused = expect(waiting).rejects.toThrow();
    file.reading.begin();
    await file.close();
    await refused;
  });
});
