import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellPatch } from '../../../../src/core/edits.js';
import { fixture, opened, written } from './support.js';

const PYTHON = process.env['TIEBREAK_PYTHON'] ?? 'python3';
const READY = spawnSync(PYTHON, ['-c', 'import pyarrow']).status === 0;
const COMPARE = new URL('compare.py', import.meta.url).pathname;

const set = (column: string, value: number | string | boolean | null): CellPatch => ({ kind: 'set', path: [column], value });

/** Edits of the preference fixtures: patches by row, and the cells they change as Python sees them. */
const PREFERENCE: readonly (readonly [number, CellPatch, readonly (readonly [string, unknown])[]])[] = [
  [0, set('strength', -2), [['strength', -2]]],
  [3, set('agrees', null), [['agrees', null]]],
  [4, { kind: 'append', path: ['votes'], value: 7 }, [['votes', [7]]]],
  [9, set('chosen', 'new \u2028 text'), [['chosen', 'new \u2028 text']]],
  [12, set('score_chosen', 0.25), [['score_chosen', 0.25]]],
  [22, { kind: 'set', path: ['messages', 0, 'content'], value: 'é' }, [['messages', [{ role: 'user', content: 'é' }, null]]]],
];

describe.skipIf(!READY)('pyarrow reads what ArrowFile wrote (needs TIEBREAK_PYTHON or python3 with pyarrow)', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-arrow-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const compare = (name: string, before: Buffer, after: Buffer, edits: unknown): unknown => {
    const [a, b] = [join(folder, `before-${name}`), join(folder, `after-${name}`)];
    writeFileSync(a, before);
    writeFileSync(b, after);
    const environment = { ...process.env, HF_DATASETS_OFFLINE: '1', HF_HUB_OFFLINE: '1' };
    return JSON.parse(execFileSync(PYTHON, [COMPARE, a, b, JSON.stringify(edits)], { encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'ignore'] }));
  };

  it.each(['preference.arrow', 'preference-stream.arrow', 'preference-lz4.arrow', 'preference-zstd.arrow'])('%s: edited cells and no others, the same features', async (name) => {
    const { file, texts } = await opened(fixture(name));
    const changed = new Map(PREFERENCE.map(([row, patch]) => [row, file.patch(texts[row]!, [patch])]));
    const { bytes } = await written(file, changed);
    const cells = PREFERENCE.flatMap(([row, , values]) => values.map(([column, value]) => [row, column, value]));
    const features = name === 'preference-stream.arrow' || name === 'preference-zstd.arrow';
    expect(compare(name, fixture(name), bytes, { cells, removed: [], features })).toEqual({ schema: true, rows: true, batches: true, differs: [], ...(features && { features: true }) });
  }, 120_000);

  it.each(['preference.arrow', 'preference-stream.arrow', 'preference-lz4.arrow', 'preference-zstd.arrow', 'types.arrow', 'types-stream.arrow', 'union.arrow', 'delta-stream.arrow'])('%s: removed rows and no others', async (name) => {
    const { file, texts } = await opened(fixture(name));
    const removed = texts.flatMap((_, row) => (row % 3 === 1 || (row > 9 && row < 20) ? [row] : []));
    const { bytes, rebase } = await written(file, new Map(removed.map((row) => [row, ''])));
    const whole = { schema: true, rows: true, batches: true, differs: [] };
    expect(compare(name, fixture(name), bytes, { cells: [], removed })).toEqual(whole);
    rebase();
    const back = await written(file, new Map(removed.map((row) => [row, texts[row]!])));
    expect(compare(name, fixture(name), back.bytes, { cells: [], removed: [] })).toEqual(whole);
  });

  it('a dictionary that took a new value', async () => {
    const { file, texts } = await opened(fixture('types.arrow'));
    const { bytes } = await written(file, new Map([[1, file.patch(texts[1]!, [set('category', 'middling')])]]));
    expect(compare('dictionary', fixture('types.arrow'), bytes, { cells: [[1, 'category', 'middling']], removed: [] })).toEqual({ schema: true, rows: true, batches: true, differs: [] });
  });
});
