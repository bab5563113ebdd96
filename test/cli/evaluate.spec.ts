import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvaluateReport } from '../../src/core/evaluate/report.js';
import { sharedFile } from '../support/shared.js';
import { runTiebreak } from '../support/command.js';

const ROOT = join(import.meta.dirname, '../..');
const MAPPINGS = join(ROOT, 'test/fixtures/mappings');
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-evaluate-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const tiebreak = (...args: string[]) => runTiebreak(join(ROOT, 'test/fixtures/schemas'), args);

/** Exactly one JSON document is on stdout, or this throws. */
function evaluated(...args: string[]): EvaluateReport {
  const { status, stdout, stderr } = tiebreak('evaluate', ...args, '--json');
  expect(stderr + status).toMatch(/0$/);
  return JSON.parse(stdout) as EvaluateReport;
}

describe('tiebreak evaluate', () => {
  it('scores of the file against its labels, and a judge’s opinion', () => {
    const found = evaluated('hh-rlhf-strength.jsonl');
    expect(found.models[0]).toMatchObject({ name: 'ensemble', source: 'file' });
    expect(found.ensemble).toMatchObject({ judge: 'GPT-4', records: found.labelled });
    expect(JSON.stringify(found)).not.toContain('NaN');
  });

  it('a best-of-n table has curves and no accuracy, with the reason', () => {
    writeFileSync(join(folder, 'raft.jsonl'), `${JSON.stringify({ prompt: 'Name a prime.', ...Object.fromEntries([1, 2, 3, 4].flatMap((k) => [[`response_${k}`, `${k}`], [`reward_${k}`, k / 2], [`response_${k}_model`, k < 3 ? 'a' : 'b']])) })}\n`);
    const { models, reason, generators } = evaluated(join(folder, 'raft.jsonl'));
    expect(reason).toMatch(/No label/);
    expect(models[0]).toMatchObject({ accuracy: { value: null, interval: null }, bestOf: { records: 1, responses: 4 } });
    expect(models[0]!.bestOf.curve.map(({ reward }) => reward)).toEqual([1.25, expect.closeTo(5 / 3, 12), 1.875, 2]);
    expect(generators).toMatchObject([{ by: 'reward', models: [{ model: 'b', wins: 4, losses: 0, winRate: 1, strength: null }, { model: 'a', wins: 0 }], reason: expect.stringContaining('never') }]);
    expect(tiebreak('evaluate', join(folder, 'raft.jsonl')).stdout).toMatch(/best of k, over 1 records of 4 responses/);
  });

  it('says that nothing is scored, and refuses what contradicts itself', () => {
    expect(evaluated('pair.jsonl', '--no-score').records).toBeGreaterThan(0);
    expect(evaluated('helpsteer2.jsonl', '--no-score')).toMatchObject({ models: [], reason: expect.stringContaining('score') });
    expect(tiebreak('evaluate', 'pair.jsonl', '--model', 'bundled', '--no-score')).toMatchObject({ status: 2, stdout: '' });
    expect(tiebreak('evaluate')).toMatchObject({ status: 2, stdout: '' });
  });

  it('a bundled model where the file has no scores, each member beside it', () => {
    const rows = ['Paris.', 'London.', 'I am not sure, but it may be Paris.'].map((rejected, i) => `${JSON.stringify({ prompt: `What is the capital of France? (${i})`, chosen: 'The capital of France is Paris.', rejected })}\n`);
    writeFileSync(join(folder, 'pairs.jsonl'), rows.join(''));
    const { status, stdout } = tiebreak('evaluate', join(folder, 'pairs.jsonl'), '--device', 'cpu', '--json');
    expect(status).toBe(0);
    const [model, ...others] = (JSON.parse(stdout) as EvaluateReport).models;
    expect(others).toEqual([]);
    expect(model).toMatchObject({ kind: 'model', source: 'scored', accuracy: { records: 3 }, reliability: { probability: 'calibrated' } });
    expect(model!.members.length).toBeGreaterThan(1);
  });

  const judge = 'judgebench-Skywork_Skywork-Reward-Llama-3.1-8B';
  const path = sharedFile(`real/${judge}.jsonl`);
  it.skipIf(path === null)('a mapping gives subsets (needs real/judgebench)', () => {
    const [model] = evaluated(path as string, '--schema', join(MAPPINGS, `${judge}.tiebreak.json`)).models;
    expect(model!.subsets).toHaveLength(17);
    expect(model!.accuracy.records).toBe(350);
  });

  const rmBench = sharedFile('real/rm-bench-chat.json');
  it.skipIf(rmBench === null)('three chosen against three rejected: nine pairs a record (needs real/rm-bench-chat.json)', () => {
    const found = evaluated(rmBench as string, '--schema', join(MAPPINGS, 'rm-bench-chat.tiebreak.json'), '--no-score');
    expect(found).toMatchObject({ records: 129, labelled: 129, pairs: 129 * 9, longer: { records: 129 } });
  });
});
