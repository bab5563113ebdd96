import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badRowView } from '../../../src/platform/node/engine/badRow.js';
import { DataFile } from '../../../src/platform/node/files/dataFile.js';
import { root } from '../../support/build.js';

const found = { row: 4, offset: 120, reason: 'broken' };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-bad-'));
  writeFileSync(join(folder, 'a.jsonl'), '{}\n');
  writeFileSync(join(folder, 'a.csv'), 'prompt\nx\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a bad row as it is told', () => {
  it.each([
    ['a.jsonl', 120],
    ['a.csv', 120],
    [join(root, 'test/fixtures/arrow/preference.arrow'), null],
    [join(root, 'test/fixtures/parquet/none.parquet'), null],
  ])('of %s has the place %j', async (name, offset) => {
    const file = await DataFile.open(name.includes('fixtures') ? name : join(folder, name));
    expect(badRowView(found, file)).toEqual({ row: 5, offset, reason: 'broken' });
    await file.close();
  });
});
