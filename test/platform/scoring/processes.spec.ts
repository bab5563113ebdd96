import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseScore } from '../../../src/core/scoring/scores.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { buildEntry } from '../../support/build.js';
import { someInputs } from '../../support/inputs.js';
import { tinyReward } from '../../support/models.js';

const COUNT = 1500;
const inputs = someInputs(COUNT);
let script: string;
let folder: string;
let undisturbed: ResponseScore[];

beforeAll(async () => {
  script = await buildEntry('src/scorer.ts');
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-kill-'));
  undisturbed = (await scoreAll('undisturbed')).scores;
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Scores all inputs with a cache of the given name. */
async function scoreAll(cache: string, onScored: (client: ScorerClient, count: number) => void = () => {}) {
  const client = new ScorerClient(script, (hash) => join(folder, cache, 'scores', hash));
  const scores: ResponseScore[] = [];
  let count = 0;
  try {
    await client.load(tinyReward, 'cpu');
    const summary = await client.score(tinyReward, inputs, {
      onScored: (position, score) => {
        expect(scores[position]).toBeUndefined();
        scores[position] = score;
        onScored(client, ++count);
      },
    });
    return { summary, scores };
  } finally {
    client.dispose();
  }
}

function closeTo(scores: readonly ResponseScore[]): void {
  const worst = scores.map((score, i) =>
    Math.max(...score.rewards.map((reward, member) => Math.abs(reward - undisturbed[i]!.rewards[member]!))),
  );
  expect(scores).toHaveLength(COUNT);
  expect(Math.max(...worst)).toBeLessThan(1e-4);
}

const exists = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a scorer', () => {
  it('answers a second caller between the batches of the first', async () => {
    const client = new ScorerClient(script, (hash) => join(folder, 'two callers', hash));
    await client.load(tinyReward, 'cpu');
    const order: string[] = [];
    const many = client.score(tinyReward, inputs).then(() => order.push('many'));
    const scored = await client.score(tinyReward, [{ prompt: [], response: 'quick' }]).finally(() => order.push('one'));
    await many;
    client.dispose();
    expect(scored.computed).toBe(1);
    expect(order).toEqual(['one', 'many']);
  });
});

describe('kill -9', () => {
  it('of the scorer, twice in mid-scoring, loses no finished score and ends with the same scores', async () => {
    const killed: number[] = [];
    const { summary, scores } = await scoreAll('scorer', (client, count) => {
      if ((count === 100 || count === 700) && client.pid !== null) {
        killed.push(client.pid);
        process.kill(client.pid, 'SIGKILL');
      }
    });
    expect(new Set(killed).size).toBe(2);
    expect(summary).toMatchObject({ computed: COUNT, cached: 0, failed: [] });
    closeTo(scores);
    const again = await scoreAll('scorer');
    expect(again.summary).toMatchObject({ computed: 0, cached: COUNT });
    expect(again.scores).toEqual(scores);
  }, 180_000);

  it('of the client leaves its finished scores in the cache, and no scorer behind', async () => {
    const client = await buildEntry('test/support/processes/scoreForever.ts');
    const child = fork(client, {
      env: { ...process.env, SCRIPT: script, MODEL: tinyReward, COUNT: String(COUNT), TIEBREAK_CACHE: join(folder, 'client') },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const finished = new Set<number>();
    let scorer = 0;
    for await (const line of createInterface({ input: child.stdout! })) {
      const [what, number] = line.split(' ');
      if (what === 'scorer') scorer = Number(number);
      else finished.add(Number(number));
      if (finished.size === 200) child.kill('SIGKILL');
    }
    expect(scorer).toBeGreaterThan(0);
    while (exists(scorer)) await sleep(20);
    const { summary, scores } = await scoreAll('client');
    expect(summary.cached).toBeGreaterThanOrEqual(finished.size);
    expect(summary.cached).toBeLessThan(COUNT);
    expect(summary.failed).toEqual([]);
    closeTo(scores);
  }, 180_000);
});
