import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceName } from '../../../src/core/scoring/deviceWish.js';
import type { ResponseScore, ScoreInput } from '../../../src/core/scoring/scores.js';
import { ScorerClient, type ScoreOptions } from '../../../src/platform/node/scoring/client.js';
import { buildEntry, root } from '../../support/build.js';
import { someInputs } from '../../support/inputs.js';
import { tinyReward } from '../../support/models.js';

let folder: string;
let fake: string;
beforeAll(async () => {
  process.env['WATCHED'] = await buildEntry('src/scorer.ts');
  fake = await buildEntry('test/support/processes/fakeScorer.ts');
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-team-'));
}, 120_000);
afterAll(() => {
  delete process.env['WATCHED'];
  delete process.env['LOG'];
  rmSync(folder, { recursive: true });
});

describe('several scorers', () => {
  const COUNT = 1500;
  const inputs = someInputs(COUNT);
  /** Batches begun and told, by process, in inputs. */
  const watched = (cache: string) => {
    const log = join(folder, `${cache}.log`);
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter((line) => line !== '') : [];
    const events = lines.map((line) => JSON.parse(line) as { pid: number; what: 'begun' | 'told'; count: number });
    const sum = (what: string, pid?: number) => events.filter((event) => event.what === what && (pid ?? event.pid) === event.pid).reduce((all, { count }) => all + count, 0);
    const pids = [...new Set(events.map(({ pid }) => pid))];
    return { begun: sum('begun'), flying: sum('begun') - sum('told'), shares: pids.map((pid) => sum('told', pid)) };
  };

  async function score(cache: string, others: readonly DeviceName[], options: ScoreOptions = {}, started: (client: ScorerClient) => void = () => {}) {
    process.env['LOG'] = join(folder, `${cache}.log`);
    const client = new ScorerClient(join(root, 'test/support/processes/watchedScorer.cjs'), () => join(folder, cache), [], () => others);
    const scores: ResponseScore[] = [];
    try {
      await client.load(tinyReward, 'cpu');
      await client.settled(tinyReward);
      started(client);
      const summary = await client.score(tinyReward, inputs, {
        ...options,
        onScored: (position, result, fromCache) => {
          expect(scores[position]).toBeUndefined();
          scores[position] = result;
          options.onScored?.(position, result, fromCache);
        },
      });
      return { summary, scores };
    } finally {
      client.dispose();
    }
  }
  let one: ResponseScore[];
  beforeAll(async () => void ({ scores: one } = await score('one', [])), 120_000);
  const off = (scores: readonly ResponseScore[]) => Math.max(...scores.map(({ rewards }, i) => Math.max(...rewards.map((reward, k) => Math.abs(reward - one[i]!.rewards[k]!)))));

  it('share the work, compute nothing twice, and give the scores of one', async () => {
    const { summary, scores } = await score('two', ['cpu']);
    expect(summary).toMatchObject({ computed: COUNT, cached: 0, failed: [] });
    expect(scores).toHaveLength(COUNT);
    expect(off(scores)).toBeLessThan(1e-4);
    const { begun, flying, shares } = watched('two');
    expect({ begun, flying }).toEqual({ begun: COUNT, flying: 0 });
    expect(shares).toHaveLength(2);
    for (const share of shares) expect(share).toBeGreaterThan(COUNT / 5);
  }, 120_000);

  it.each([['the helper', 1], ['the first', 0]])('of which %s is killed -9 in the middle end with the same scores', async (_, which) => {
    const name = `killed ${which}`;
    let killed = 0;
    let client!: ScorerClient;
    const onScored = () => {
      if (++killed === 300) process.kill(client.pids[which]!, 'SIGKILL');
    };
    const { summary, scores } = await score(name, ['cpu'], { onScored }, (started) => void (client = started));
    expect(summary).toMatchObject({ computed: COUNT, failed: [] });
    expect(off(scores)).toBeLessThan(1e-4);
    const { begun, flying, shares } = watched(name);
    expect(shares.length).toBeGreaterThanOrEqual(2);
    expect(begun - COUNT).toBeLessThanOrEqual(flying);
    const again = await score(name, []);
    expect(again.summary).toMatchObject({ computed: 0, cached: COUNT });
    expect(again.scores).toEqual(scores);
  }, 120_000);
});

describe('a helper', () => {
  let client: ScorerClient;
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(folder, 'fake-'));
    process.env['STUMBLED'] = join(cache, 'stumbled');
  });
  afterEach(() => {
    client.dispose();
    delete process.env['STUMBLED'];
  });
  const input = (response: string): ScoreInput => ({ prompt: [{ role: 'user', text: response.length % 2 ? 'q' : response }], response });
  const numbered = (count: number) => Array.from({ length: count }, (_, i) => input(`${i}${'.'.repeat(i % 13)}`));
  async function score(inputs: readonly ScoreInput[], others: readonly DeviceName[], signal?: AbortSignal, heardOf: (count: number) => void = () => {}) {
    client = new ScorerClient(fake, (hash) => join(cache, hash), [], () => others);
    await client.load('model', 'cpu');
    await client.settled('model');
    const heard = new Map<number, number>();
    const summary = await client.score('model', inputs, { tokenBudget: 4, ...(signal && { signal }), onScored: (position, { rewards }) => heardOf(heard.set(position, rewards[0]!).size) });
    return { summary, heard };
  }

  it('that is not there is left out, with its reason', async () => {
    const inputs = numbered(300);
    const { summary, heard } = await score(inputs, ['cuda:7', 'cpu']);
    expect(summary).toMatchObject({ computed: 300, failed: [] });
    inputs.forEach(({ response }, i) => expect(heard.get(i)).toBe(response.length));
    expect(client.unused).toEqual([{ device: 'cuda:7', reason: 'cuda:7 cannot run this model: invalid device ordinal' }]);
  });

  it('that keeps dying fails no input: the first does what it gave back', async () => {
    const inputs = numbered(400);
    const { summary, heard } = await score(inputs, ['cuda:6']);
    expect(summary).toMatchObject({ computed: 400, failed: [] });
    expect(heard.size).toBe(400);
  });

  it('does not try what kills every scorer; that fails by name', async () => {
    const inputs = [...numbered(100), input('poison'), ...numbered(200).slice(100)];
    const { summary, heard } = await score(inputs, ['cpu']);
    expect(summary.failed).toEqual([{ position: 100, reason: 'two scorers died of it; the last: the scorer was ended by SIGKILL: swallowed poison' }]);
    expect(heard.size).toBe(200);
  });

  it('stops when the scoring is stopped', async () => {
    const controller = new AbortController();
    const onScored = (count: number) => void (count === 100 && controller.abort(new Error('enough')));
    await expect(score(numbered(2000), ['cpu'], controller.signal, onScored)).rejects.toThrow('enough');
  });
});
