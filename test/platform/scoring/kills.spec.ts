import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseScore } from '../../../src/core/scoring/scores.js';
import { ScorerClient, type ScoreOptions } from '../../../src/platform/node/scoring/client.js';
import { buildEntry, root } from '../../support/build.js';
import { someInputs } from '../../support/inputs.js';
import { tinyReward } from '../../support/models.js';

/** TIEBREAK_KILLS=20 takes longer. */
const KILLS = Number(process.env['TIEBREAK_KILLS'] ?? 5);
const COUNT = 1500;
const WATCHED = join(root, 'test/support/processes/watchedScorer.cjs');
const inputs = someInputs(COUNT);
let folder: string;
let undisturbed: ResponseScore[];

beforeAll(async () => {
  process.env['WATCHED'] = await buildEntry('src/scorer.ts');
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-kills-'));
  undisturbed = (await scoreAll('undisturbed')).scores;
}, 180_000);
afterAll(() => {
  delete process.env['WATCHED'];
  delete process.env['LOG'];
  rmSync(folder, { recursive: true });
});

/** What the scorers of a cache have begun and told, in inputs; `flying` were begun and not told when their process ended. */
function watched(cache: string): { begun: number; flying: number; processes: number } {
  const log = join(folder, `${cache}.log`);
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter((line) => line !== '') : [];
  const events = lines.map((line) => JSON.parse(line) as { pid: number; what: 'begun' | 'told'; count: number });
  const sum = (what: string) => events.filter((event) => event.what === what).reduce((all, { count }) => all + count, 0);
  return { begun: sum('begun'), flying: sum('begun') - sum('told'), processes: new Set(events.map(({ pid }) => pid)).size };
}

/** Scores all inputs with a watched scorer and a cache of the given name. */
async function scoreAll(cache: string, options: ScoreOptions = {}, started: (client: ScorerClient) => void = () => {}) {
  process.env['LOG'] = join(folder, `${cache}.log`);
  const client = new ScorerClient(WATCHED, () => join(folder, cache));
  const scores: ResponseScore[] = [];
  try {
    await client.load(tinyReward, 'cpu');
    started(client);
    const summary = await client.score(tinyReward, inputs, {
      ...options,
      onScored: (position, score, fromCache) => {
        expect(scores[position]).toBeUndefined();
        scores[position] = score;
        options.onScored?.(position, score, fromCache);
      },
    });
    return { summary, scores };
  } finally {
    client.dispose();
  }
}

function closeTo(scores: readonly ResponseScore[]): void {
  expect(scores.filter(Boolean)).toHaveLength(COUNT);
  const worst = scores.flatMap(({ rewards }, i) => rewards.map((reward, member) => Math.abs(reward - undisturbed[i]!.rewards[member]!)));
  expect(Math.max(...worst)).toBeLessThan(1e-4);
}

describe('kill -9', () => {
  it(`of the scorer at ${KILLS} random moments ends with the same scores, and computes none twice but what ran`, async () => {
    const moments = Array.from({ length: KILLS }, () => 1 + Math.floor(Math.random() * COUNT * 0.9)).sort((a, b) => a - b);
    let client: ScorerClient;
    let count = 0;
    const killed = new Set<number>();
    const kill = async () => {
      // In the middle of a batch as well as at its end.
      await sleep(Math.random() * 10);
      for (let pid = client.pid; ; pid = client.pid, await sleep(5)) {
        if (pid === null || killed.has(pid)) continue;
        killed.add(pid);
        process.kill(pid, 'SIGKILL');
        return;
      }
    };
    const kills: Promise<void>[] = [];
    const onScored = () => {
      count += 1;
      while (moments.length > 0 && count >= moments[0]!) {
        moments.shift();
        kills.push(kill());
      }
    };
    const { summary, scores } = await scoreAll('killed', { onScored }, (started) => (client = started));
    await Promise.all(kills);
    expect(killed.size).toBe(KILLS);
    expect(summary).toMatchObject({ computed: COUNT, cached: 0, failed: [] });
    closeTo(scores);
    const { begun, flying } = watched('killed');
    expect(begun - COUNT).toBeLessThanOrEqual(flying);
    const again = await scoreAll('killed');
    expect(again.summary).toMatchObject({ computed: 0, cached: COUNT });
    expect(again.scores).toEqual(scores);
  }, 300_000);

  it('counts what is computed: an undisturbed run begins every input once', () => {
    expect(watched('undisturbed')).toEqual({ begun: COUNT, flying: 0, processes: 1 });
  });
});

describe('a scoring that is stopped', () => {
  it('keeps what ran, and goes on from there', async () => {
    const controller = new AbortController();
    process.env['LOG'] = join(folder, 'stopped.log');
    const client = new ScorerClient(WATCHED, () => join(folder, 'stopped'));
    await client.load(tinyReward, 'cpu');
    let heard = 0;
    const onScored = () => {
      if (++heard === 300) controller.abort(new Error('enough'));
    };
    await expect(client.score(tinyReward, inputs, { signal: controller.signal, onScored })).rejects.toThrow('enough');
    await sleep(500);
    const { begun, flying } = watched('stopped');
    expect(flying).toBe(0);
    expect(begun).toBeLessThan(COUNT);
    client.dispose();
    const { summary, scores } = await scoreAll('stopped');
    closeTo(scores);
    expect(summary).toMatchObject({ cached: begun, computed: COUNT - begun });
  }, 180_000);
});
