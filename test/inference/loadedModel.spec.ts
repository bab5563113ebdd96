import { beforeAll, describe, expect, it } from 'vitest';
import type { ResponseScore, ScoreInput } from '../../src/core/scoring/scores.js';
import { LoadedModel } from '../../src/inference/loadedModel.js';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import { openSession } from '../../src/inference/session.js';
import { someInputs } from '../support/inputs.js';
import { plainReward, tinyReward } from '../support/models.js';

const turn = (work: () => Promise<void>) => work();
const never = new AbortController().signal;

async function open(path: string): Promise<LoadedModel> {
  const folder = await readModelFolder(path);
  return new LoadedModel(folder, await openSession(folder, 'cpu', 1), { device: 'cpu', adapter: 'CPU', skipped: [] });
}

async function score(model: LoadedModel, inputs: readonly ScoreInput[], budget: number): Promise<ResponseScore[]> {
  const scores: ResponseScore[] = [];
  const after = async (outcomes: readonly { position: number; result: ResponseScore | { failed: string } }[]) => {
    for (const { position, result } of outcomes) {
      if ('failed' in result) throw new Error(result.failed);
      scores[position] = result;
    }
  };
  await model.score(inputs, budget, { turn, before: async () => undefined, after }, never);
  return scores;
}

/** Largest difference of two lists of scores. */
function difference(a: readonly ResponseScore[], b: readonly ResponseScore[]): number {
  const values = (scores: readonly ResponseScore[]) => scores.flatMap((s) => [...s.rewards, ...s.attributes.map((x) => x.mean)]);
  const other = values(b);
  return Math.max(...values(a).map((value, i) => Math.abs(value - other[i]!)));
}

describe.each([['tiny-reward', tinyReward], ['plain', plainReward]])('%s', (_, path) => {
  let model: LoadedModel;
  beforeAll(async () => void (model = await open(path)));

  it('scores a response the same alone and in any batch', async () => {
    const inputs = someInputs(60);
    const alone = await score(model, inputs, 1);
    expect(difference(await score(model, inputs, 2048), alone)).toBeLessThan(1e-4);
    expect(difference((await score(model, [...inputs].reverse(), 300)).reverse(), alone)).toBeLessThan(1e-4);
    expect(new Set(alone.map((s) => s.rewards[0])).size).toBe(60);
  });
});

describe('a loaded model', () => {
  let model: LoadedModel;
  beforeAll(async () => void (model = await open(tinyReward)));

  it('gives raw rewards, one a member, and attributes with their calibrated sd', async () => {
    const [first] = await score(model, someInputs(1), 2048);
    expect(first!.rewards).toHaveLength(5);
    expect(first!.attributes.map((a) => [a.attribute, a.sd])).toEqual([
      ['helpfulness', 0.5],
      ['correctness', 0.6],
      ['coherence', 0.7],
      ['complexity', 0.8],
      ['verbosity', 0.9],
    ]);
    for (const { mean } of first!.attributes) expect(mean >= 0 && mean <= 4).toBe(true);
  });

  it('tells of a batch before it runs, and counts its tokens without padding', async () => {
    const told: (readonly number[])[] = [];
    let tokens = 0;
    const listener = {
      turn,
      before: async (positions: readonly number[]) => void told.push(positions),
      after: async (_: readonly unknown[], read: number) => void (tokens += read),
    };
    await model.score(someInputs(20), 200, listener, never);
    expect(told.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(told.length).toBeGreaterThan(1);
    expect(tokens).toBeGreaterThan(0);
  });

  it('stops between batches when it is told to', async () => {
    const controller = new AbortController();
    let batches = 0;
    const listener = {
      turn,
      before: async () => undefined,
      after: async () => {
        batches += 1;
        controller.abort(new Error('enough'));
      },
    };
    await expect(model.score(someInputs(20), 1, listener, controller.signal)).rejects.toThrow('enough');
    expect(batches).toBe(1);
  });
});
