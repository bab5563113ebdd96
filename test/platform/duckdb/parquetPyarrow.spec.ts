import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../support/shared.js';
import { openParquet, saveOver, temporary, textsOf } from './parquetSupport.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/parquet/', import.meta.url));
const NAMES = readdirSync(FIXTURES).filter((name) => name.endsWith('.parquet'));
const PYTHON = [process.env['TIEBREAK_PYTHON'], 'python3'].find((name) => name !== undefined && spawnSync(name, ['-c', 'import pyarrow']).status === 0);
const DATASETS = PYTHON !== undefined && spawnSync(PYTHON, ['-c', 'import importlib.util, sys; sys.exit(importlib.util.find_spec("datasets") is None)']).status === 0;
const TLDR = sharedFile('train/tldr-pairs.parquet');

interface Report {
  readonly rows: readonly [number, number];
  readonly groups: readonly [number, number];
  readonly cells: Readonly<Record<string, readonly number[]>>;
  readonly schema: boolean;
  readonly metadata: boolean;
  readonly codecs: readonly [readonly string[], readonly string[]];
  readonly datasets?: readonly [readonly [string, number], readonly [string, number]];
}

function compared(before: string, after: string, ...options: string[]): Report {
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_OFFLINE: '1' };
  return JSON.parse(execFileSync(PYTHON!, [`${FIXTURES}compare.py`, before, after, ...options], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as Report;
}

describe.skipIf(PYTHON === undefined)('as pyarrow reads it (needs a Python with pyarrow: python3 or TIEBREAK_PYTHON)', () => {
  it.each(NAMES)('%s: only the edited cells differ', async (name) => {
    const path = temporary(`${FIXTURES}${name}`);
    const file = await openParquet(path);
    const texts = (await textsOf(file)) as string[];
    await saveOver(
      file,
      path,
      new Map([
        [4, file.patch(texts[4]!, [{ kind: 'swap', a: ['chosen'], b: ['rejected'] }, { kind: 'set', path: ['u64'], value: 7 }])],
        [5, file.patch(texts[5]!, [{ kind: 'append', path: ['scores'], value: 2.5 }, { kind: 'negate', path: ['i16'] }])],
        [14, file.patch(texts[14]!, [{ kind: 'set', path: ['turns', 1, 'content'], value: 'edited' }, { kind: 'set', path: ['f32'], value: 0.25 }])],
      ]),
    );
    file.close();
    const report = compared(`${FIXTURES}${name}`, path);
    expect(report.cells).toEqual({ chosen: [4], rejected: [4], u64: [4], scores: [5], i16: [5], turns: [14], f32: [14] });
    expect([report.schema, report.metadata]).toEqual([true, true]);
    expect(report.codecs[1]).toEqual(report.codecs[0]);
    expect(report.rows).toEqual([24, 24]);
    expect(report.groups[1]).toBe(report.groups[0]);
  });

  it.each(NAMES)('%s: rows are taken out, to the last one, and put back', async (name) => {
    const path = temporary(`${FIXTURES}${name}`);
    const file = await openParquet(path);
    const texts = (await textsOf(file)) as string[];
    await saveOver(file, path, new Map(texts.map((_, row) => [row, ''])));
    expect(compared(`${FIXTURES}${name}`, path)).toMatchObject({ rows: [24, 0], schema: true, metadata: true });
    await saveOver(file, path, new Map(texts.map((text, row) => [row, text])));
    expect(compared(`${FIXTURES}${name}`, path)).toMatchObject({ rows: [24, 24], cells: {}, schema: true, metadata: true });
    file.close();
  });

  it.skipIf(TLDR === null || !DATASETS)('flips rows of a real file, which loads with the same features (needs train/tldr-pairs.parquet and datasets)', async () => {
    const path = temporary(TLDR!);
    const file = await openParquet(path);
    await textsOf(file);
    const rows = [0, 17, 4999, 9999];
    const changed = new Map<number, string>();
    for (const row of rows) changed.set(row, file.patch((await file.slot(row)).text!, [{ kind: 'swap', a: ['chosen'], b: ['rejected'] }]));
    await saveOver(file, path, changed);
    file.close();
    const report = compared(TLDR!, path, '--datasets');
    expect(report).toMatchObject({ cells: { chosen: rows, rejected: rows }, schema: true, metadata: true });
    expect(report.datasets![1]).toEqual(report.datasets![0]);
  });
});
