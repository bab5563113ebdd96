import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScoreInput } from '../../../src/core/scoring/scores.js';
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { buildEntry } from '../../support/build.js';

let script: string;
let folder: string;
let client: ScorerClient;
beforeAll(async () => void (script = await buildEntry('test/support/processes/fakeScorer.ts')), 60_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-client-'));
  process.env['STUMBLED'] = join(folder, 'stumbled');
  client = newClient();
});
afterEach(() => {
  client.dispose();
  delete process.env['STUMBLED'];
  rmSync(folder, { recursive: true });
});

const newClient = () => new ScorerClient(script, (hash) => join(folder, hash));
const input = (response: string): ScoreInput => ({ prompt: [{ role: 'user', text: 'q' }], response });
const numbered = (count: number) => Array.from({ length: count }, (_, i) => input(`${i}${'.'.repeat(i % 13)}`));

/** Scores, and collects what is heard. */
async function score(inputs: readonly ScoreInput[], one = client) {
  const heard = new Map<number, { reward: number; fromCache: boolean }>();
  const progress: number[] = [];
  await one.load('model', 'cpu');
  const summary = await one.score('model', inputs, {
    onScored: (position, { rewards }, fromCache) => {
      expect(heard.has(position)).toBe(false);
      heard.set(position, { reward: rewards[0]!, fromCache });
    },
    onProgress: (done, total) => {
      expect(total).toBe(inputs.length);
      progress.push(done);
    },
  });
  return { summary, heard, progress };
}

describe('ScorerClient', () => {
  it('scores every input once and says how far it is', async () => {
    const inputs = numbered(50);
    const { summary, heard, progress } = await score(inputs);
    expect(summary).toMatchObject({ tokens: 130, cached: 0, computed: 50, failed: [] });
    inputs.forEach(({ response }, i) => expect(heard.get(i)).toEqual({ reward: response.length, fromCache: false }));
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(50);
  });

  it('computes equal inputs once, also over windows, and none that is in the cache', async () => {
    const inputs = [...numbered(2100), ...numbered(10), input('0'), input('new')];
    const first = await score(inputs);
    expect(first.summary).toMatchObject({ computed: 2101, cached: 11, failed: [] });
    expect(first.heard.size).toBe(inputs.length);
    expect(first.heard.get(2105)).toEqual({ reward: 6, fromCache: true });
    const other = newClient();
    const second = await score(inputs, other);
    expect(second.summary).toMatchObject({ computed: 0, cached: inputs.length, tokens: 0 });
    expect([...second.heard].map(([position, { reward }]) => first.heard.get(position)!.reward === reward)).not.toContain(false);
    other.dispose();
  });

  it('names an input that has no score, for every position that has it', async () => {
    const { summary, heard } = await score([input('a'), input('refuse'), input('bc'), input('refuse')]);
    expect(summary.failed).toEqual([1, 3].map((position) => ({ position, reason: 'refused' })));
    expect([...heard.keys()]).toEqual([0, 2]);
    expect(summary.computed + summary.cached + summary.failed.length).toBe(4);
  });

  it('goes on after a scorer died, and sends nothing twice that was finished', async () => {
    const inputs = [...numbered(20), input('stumble'), ...numbered(30).slice(20)];
    const { summary, heard } = await score(inputs);
    expect(summary).toMatchObject({ computed: 31, failed: [] });
    expect(heard.size).toBe(31);
    // Seven of eight batches; of the broken one the clean rest, and each suspect alone.
    expect(summary.tokens).toBeGreaterThanOrEqual(80);
  });

  it('fails by name the one input that kills two scorers; its neighbours and the rest go on', async () => {
    const inputs = [...numbered(10), input('poison'), ...numbered(30).slice(10)];
    const { summary, heard } = await score(inputs);
    expect(summary.failed).toEqual([
      { position: 10, reason: 'two scorers died of it; the last: the scorer was ended by SIGKILL: swallowed poison' },
    ]);
    expect(heard.size).toBe(30);
    expect(heard.has(10)).toBe(false);
  });

  it('fails every one of several such inputs', async () => {
    const inputs = [...numbered(30), input('poison 1'), input('poison 2'), ...numbered(60).slice(30), input('poison 3')];
    const { summary, heard } = await score(inputs);
    expect(summary.failed.map(({ position }) => position)).toEqual([30, 31, 62]);
    expect(heard.size).toBe(60);
  });

  it('gives up on a model that kills every scorer, and can be used again', async () => {
    await expect(client.load('deadly model')).rejects.toThrow(/^gave up: 4 scorers died in a row; the scorer was ended by SIGKILL: bad weights$/);
    expect((await score(numbered(3))).summary.computed).toBe(3);
  });

  it('says why a model cannot be loaded', async () => {
    await expect(client.load('missing')).rejects.toThrow('missing is not a model folder');
    await expect(client.score('other', numbered(1))).rejects.toThrow('the model was not loaded: other');
  });

  it('stops when it is told to, keeps what is finished, and goes on from there', async () => {
    await client.load('model', 'cpu');
    const controller = new AbortController();
    let heard = 0;
    const onScored = () => {
      if (++heard === 20) controller.abort(new Error('enough'));
    };
    await expect(client.score('model', numbered(2000), { signal: controller.signal, onScored })).rejects.toThrow('enough');
    const { summary } = await score(numbered(2000));
    // The batch of four that ran may have reached the cache too.
    expect(summary.cached).toBeGreaterThanOrEqual(heard);
    expect(summary.cached).toBeLessThanOrEqual(heard + 4);
    expect(summary.computed).toBe(2000 - summary.cached);
  });

  it('serves several callers at once', async () => {
    await client.load('model', 'cpu');
    const order: string[] = [];
    const many = client.score('model', numbered(1000)).then(() => order.push('many'));
    const one = client.score('model', [input('quick')]).then(() => order.push('one'));
    await Promise.all([many, one]);
    expect(order).toEqual(['one', 'many']);
  });

  it('keeps two callers apart when their scorer dies', async () => {
    await client.load('model', 'cpu');
    const clean = client.score('model', numbered(200));
    const poisoned = client.score('model', [...numbered(400).slice(300), input('poison')]);
    expect((await clean).failed).toEqual([]);
    expect((await poisoned).failed.map(({ position }) => position)).toEqual([100]);
  });

  it('rejects a scoring under way when it is disposed of', async () => {
    await client.load('model', 'cpu');
    const scoring = client.score('model', numbered(2000));
    setTimeout(() => client.dispose(), 50);
    await expect(scoring).rejects.toThrow('the scorer was disposed of');
  });
});
