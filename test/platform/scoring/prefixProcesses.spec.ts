import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceName } from '../../../src/core/scoring/deviceWish.js';
import type { ScoreInput } from '../../../src/core/scoring/scores.js';
import { readModelFolder } from '../../../src/inference/modelFolder.js';
import { scoreOf } from '../../../src/inference/outputs.js';
import { openSession } from '../../../src/inference/session.js';
import { inputEncoder } from '../../../src/inference/tokenizer.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { architectureFolder } from '../../support/architectures.js';
import { buildEntry } from '../../support/build.js';
import { someInputs } from '../../support/inputs.js';

const MODEL = architectureFolder('llama-past');
const EACH = 120;
const prompts = ['Which of them is the better answer, and why is the other one not good? ', 'What is 42? ', 'Is the question the answer? '].map((text, i) => [{ role: 'user', text: text.repeat(4 + i) }]);
const inputs: ScoreInput[] = someInputs(EACH * prompts.length).map(({ response }, i) => ({ prompt: prompts[Math.floor(i / EACH)]!, response }));
let script: string;
let folder: string;
/** Every input's score alone, in this process, and its tokens. */
const alone: number[] = [];
let tokens = 0;

beforeAll(async () => {
  script = await buildEntry('src/scorer.ts');
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-prefix-'));
  const model = await readModelFolder(MODEL);
  const encode = inputEncoder(model);
  const session = await openSession(model, 'cpu', 1);
  for (const input of inputs) {
    const encoded = encode(input);
    tokens += encoded.ids.length;
    alone.push(scoreOf(await session.run([encoded]), 0, model.rules).rewards[0]!);
  }
  await session.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function score(cache: string, others: readonly DeviceName[] = [], onScored: (client: ScorerClient, count: number) => void = () => {}, signal?: AbortSignal) {
  const client = new ScorerClient(script, () => join(folder, cache), [], () => others);
  const rewards: number[] = [];
  let count = 0;
  try {
    await client.load(MODEL, 'cpu');
    const summary = await client.score(MODEL, inputs, {
      ...(signal && { signal }),
      onScored: (position, result) => {
        expect(rewards[position]).toBeUndefined();
        rewards[position] = result.rewards[0]!;
        onScored(client, ++count);
      },
    });
    return { summary, off: Math.max(...alone.map((reward, i) => Math.abs(reward - (rewards[i] ?? NaN)))) };
  } finally {
    client.dispose();
  }
}

describe('scoring with prompts that are read once', () => {
  it('gives the scores that texts have alone, with fewer tokens', async () => {
    const { summary, off } = await score('once');
    expect(off).toBeLessThan(1e-4);
    expect(summary).toMatchObject({ computed: inputs.length, failed: [] });
    expect(tokens / summary.tokens).toBeGreaterThan(1.5);
    expect(1 - summary.tokens / summary.padded).toBeLessThan(0.25);
  }, 60_000);

  it.each([['one scorer', []], ['two', ['cpu']]] as const)('ends with the same scores after kill -9 of %s in the middle', async (name, others) => {
    const killed = new Set<number>();
    const { summary, off } = await score(`killed ${name}`, others, ({ pids }, count) => {
      const pid = pids.at(-1);
      if (count < 60 * (killed.size + 1) || killed.size === 3 || pid === undefined || killed.has(pid)) return;
      killed.add(pid);
      process.kill(pid, 'SIGKILL');
    });
    expect(killed.size).toBeGreaterThan(0);
    expect(off).toBeLessThan(1e-4);
    expect(summary).toMatchObject({ computed: inputs.length, failed: [] });
  }, 60_000);

  it('goes on where it was stopped', async () => {
    const controller = new AbortController();
    const stop = (_: ScorerClient, count: number) => void (count === 100 && controller.abort(new Error('enough')));
    await expect(score('stopped', [], stop, controller.signal)).rejects.toThrow('enough');
    const { summary, off } = await score('stopped');
    expect(off).toBeLessThan(1e-4);
    expect(summary.cached).toBeGreaterThanOrEqual(100);
    expect(summary.computed).toBe(inputs.length - summary.cached);
  }, 60_000);
});
