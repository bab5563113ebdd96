import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { architectureFolder, expectedOf } from '../support/architectures.js';
import { root } from '../support/build.js';
import { tinyReward } from '../support/models.js';

let folder: string;
let file: string;
const llama = expectedOf('llama');
const qwen = expectedOf('qwen2');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-cli-models-'));
  file = join(folder, 'pairs.jsonl');
  // Two responses to each prompt, so that every one is an input whose logits Python gave: the first prompt's own, and another's as rejected.
  const rows = llama.map(({ prompt, response }) => ({ prompt: prompt.map(({ role, text }) => ({ role, content: text })), chosen: [{ role: 'assistant', content: response }], rejected: [{ role: 'assistant', content: 'no' }] }));
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

function tiebreak(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args, '--device', 'cpu', '--json'], { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: folder } });
  return { status, stderr, value: stdout === '' ? null : (JSON.parse(stdout) as never) };
}

interface Row {
  readonly index: number;
  readonly response: number;
  readonly model: string;
  readonly attribute: string;
  readonly value: number;
}

describe('tiebreak with several models', () => {
  it('writes every model its raw scores, which are Python\'s', () => {
    const out = join(folder, 'scores.jsonl');
    const { status, value } = tiebreak('score', file, '--model', architectureFolder('llama'), '--model', architectureFolder('qwen2'), '--model', architectureFolder('llama'), '--out', out);
    expect(status).toBe(0);
    expect(value).toMatchObject({ models: ['llama', 'qwen2'], responses: 2 * llama.length, failed: 0, voters: [{ name: 'llama' }, { name: 'qwen2' }] });
    const rows = readFileSync(out, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
    expect(rows).toHaveLength(4 * llama.length);
    for (const [name, expected] of [['llama', llama], ['qwen2', qwen]] as const) {
      expected.forEach(({ logits }, index) => {
        const row = rows.find((one) => one.index === index && one.response === 1 && one.model === name)!;
        expect(Math.abs(row.value - logits[0]!)).toBeLessThan(1e-4);
      });
    }
  }, 60_000);

  it('judges by the mean over both', () => {
    const { value } = tiebreak('query', file, 'select models, mean from records', '--model', architectureFolder('llama'), '--model', architectureFolder('qwen2'));
    expect((value as unknown as { models: number }[]).every(({ models }) => models === 2)).toBe(true);
  }, 60_000);

  it('tells how many of the prompts a model was trained on', () => {
    const model = join(folder, 'trained');
    cpSync(tinyReward, model, { recursive: true });
    const reward = JSON.parse(readFileSync(join(model, 'reward.json'), 'utf8')) as { template: { labels: { user: string } } };
    const [first] = llama;
    expect(first!.prompt.map(({ role }) => role)).toEqual(['user']);
    const known = createHash('sha256').update(reward.template.labels.user + first!.prompt[0]!.text.trim()).digest('hex').slice(0, 16);
    writeFileSync(join(model, 'reward.json'), JSON.stringify({ ...reward, trainingPrompts: { values: [known] } }));
    const { status, value } = tiebreak('score', file, '--model', model);
    expect(status).toBe(0);
    const same = llama.filter(({ prompt }) => JSON.stringify(prompt) === JSON.stringify(first!.prompt)).length;
    expect(value).toMatchObject({ trained: { prompts: same, of: llama.length, models: ['trained'] } });
    expect(tiebreak('score', file, '--model', tinyReward).value).toMatchObject({ trained: null });
  }, 60_000);

  it('names the folder and the reason where one is none', () => {
    const { status, stderr } = tiebreak('score', file, '--model', 'bundled', '--model', join(folder, 'nowhere'));
    expect(status).toBe(1);
    expect(stderr).toContain('nowhere is not a model folder: it has no config.json');
  }, 60_000);

  it('fits one model only', () => {
    const { status, stderr } = tiebreak('score', file, '--fit', '--model', 'bundled', '--model', architectureFolder('llama'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('--fit takes one --model')]);
  }, 60_000);
});
