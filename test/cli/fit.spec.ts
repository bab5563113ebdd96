import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/build.js';
import { plainReward, tinyReward } from '../support/models.js';

let folder: string;
let file: string;
const PAIRS = 60;
/** Every fifth label says that the shorter of the two is better; the others prefer the longer. */
const flipped = (i: number) => i % 5 === 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-cli-fit-'));
  file = join(folder, 'pairs.jsonl');
  const rows = Array.from({ length: PAIRS }, (_, i) => {
    const [long, short] = ['it is so because of this. '.repeat(4 + (i % 3)), 'it is so.'];
    return { prompt: `Why ${i}?`, chosen: flipped(i) ? short : long, rejected: flipped(i) ? long : short };
  });
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

function tiebreak(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args, '--device', 'cpu', '--json'], { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: folder } });
  return { status, stderr, value: stdout === '' ? null : (JSON.parse(stdout) as unknown) };
}

describe('tiebreak --fit', () => {
  it('scores out of fold: one model of ten members, every response by each', () => {
    const out = join(folder, 'scores.jsonl');
    const { status, value } = tiebreak('score', file, '--fit', '--model', tinyReward, '--out', out);
    expect(status).toBe(0);
    expect(value).toMatchObject({ device: 'cpu', models: ['tiny-reward+fit'], responses: 2 * PAIRS, failed: 0, cached: 0, fit: { folds: 5, members: 10, pairs: { count: PAIRS, prompts: PAIRS }, attributes: [] } });
    const rows = readFileSync(out, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { member: number; model: string; value: number });
    expect(rows).toHaveLength(2 * PAIRS * 10);
    expect(new Set(rows.map(({ member }) => member))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect(rows.every(({ model, value }) => model === 'tiny-reward+fit' && Number.isFinite(value))).toBe(true);
  });

  it('gives query and flag its scores: the labels against the rest are the likeliest errors', () => {
    const { status, value } = tiebreak('query', file, 'select index, models, z is not null as z, p_wrong from records order by p_wrong desc', '--fit', '--model', tinyReward);
    expect(status).toBe(0);
    const rows = value as { index: number; models: number; z: boolean; p_wrong: number }[];
    expect(rows.every(({ models, z }) => models === 10 && z)).toBe(true);
    expect(rows.slice(0, PAIRS / 5).every(({ index, p_wrong }) => flipped(index) && p_wrong > 0.5)).toBe(true);
    const flags = tiebreak('flag', file, '--rules', 'contested', '--fit', '--model', tinyReward).value as { flags: { index: number }[] };
    expect(flags.flags.map(({ index }) => index).sort((a, b) => a - b)).toEqual(rows.map(({ index }) => index).filter(flipped).sort((a, b) => a - b));
  });

  it('says what is missing: embeddings, labels, or a decision', () => {
    const none = tiebreak('score', file, '--fit', '--model', plainReward);
    expect(none).toMatchObject({ status: 1, value: null, stderr: expect.stringContaining('cannot be fitted') });
    expect(tiebreak('score', file, '--fit', '--model', tinyReward, '--limit', '7')).toMatchObject({ status: 1, stderr: expect.stringContaining('7 prompts have a response that is labelled better') });
    expect(tiebreak('flag', file, '--fit', '--no-score')).toMatchObject({ status: 2, stderr: expect.stringContaining('--fit and --no-score contradict') });
    expect(tiebreak('score', file, '--fit', '--model', tinyReward, '--model', plainReward)).toMatchObject({ status: 2, stderr: expect.stringContaining('one --model') });
  });
});
