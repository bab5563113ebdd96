import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { Gate } from '../../src/inference/gate.js';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import type { ModelRules } from '../../src/inference/modelRules.js';
import { scoreAll, type Outcome, type PipelineModel } from '../../src/inference/pipeline.js';
import type { PrefixUse } from '../../src/inference/session.js';
import type { Encoded } from '../../src/inference/tokenizer.js';
import { plainReward } from '../support/models.js';

let rules: ModelRules;
beforeAll(async () => void ({ rules } = await readModelFolder(plainReward)));

/** Prompt `p` of `length` tokens, response `r` of `own` tokens. */
const input = (p: number, length: number, r: number, own: number): ScoreInput => ({ prompt: [{ role: 'user', text: `${p} ${length}` }], response: `${r} ${own}` });
const tokens = ({ prompt, response }: ScoreInput): number[] => {
  const [p, length, r, own] = `${prompt[0]!.text} ${response}`.split(' ').map(Number) as [number, number, number, number];
  return [...Array.from({ length }, (_, i) => p * 1000 + i), ...Array.from({ length: own }, () => -r)];
};
/** The score: what all tokens come to. */
const worth = (ids: readonly number[]) => ids.reduce((sum, id) => (sum * 31 + id) % 10_007, 7);

interface Options {
  readonly lanes?: number;
  readonly budget?: number;
  /** Padded tokens that it holds, prefixes counted. */
  readonly room?: number;
  readonly longest?: number;
}

async function score(inputs: readonly ScoreInput[], { lanes = 1, budget = 512, room = Infinity, longest = Infinity }: Options = {}) {
  const reads: number[] = [];
  const plain: number[] = [];
  const held: (readonly number[] | null)[] = [];
  const outcomes = new Map<number, Outcome['result']>();
  const cost = { tokens: 0, padded: 0 };
  const begun: number[] = [];
  const session = {
    outputs: ['logits'],
    coarse: false,
    reuses: true,
    lanes,
    close: async () => undefined,
    async run(batch: readonly Encoded[], _?: unknown, prefix?: PrefixUse) {
      const width = Math.max(...batch.map(({ ids }) => ids.length));
      if (prefix) {
        const ids = batch[0]!.ids.slice(0, prefix.length);
        for (const one of batch) {
          expect(one.ids.slice(0, prefix.length)).toEqual(ids);
          expect(one.ids.length).toBeGreaterThan(prefix.length);
        }
        if (prefix.length > longest) throw new Error('the graph gave present.0.key as [1, 2, 3, 4] for 5 tokens');
        if (!held.slice(-lanes).some((one) => one?.join() === ids.join())) {
          reads.push(prefix.length);
          prefix.onRead?.();
        }
        held.push(ids);
      } else plain.push(batch.length);
      await sleep(1);
      if (batch.length * width > room) throw new Error('std::bad_alloc');
      if (batch.some(({ ids }) => ids.includes(-666))) throw new Error('indices element out of data bounds');
      return new Map([['logits', batch.map(({ ids }) => Float32Array.of(worth(ids)))]]);
    },
  };
  const gate = new Gate(lanes);
  const memory: PipelineModel['memory'] = { limit: Infinity };
  await scoreAll(
    { session, rules, memory, most: () => Infinity, encode: async (some) => some.map((one) => (one.response.startsWith('NaN') ? { failed: 'no tokens' } : { ids: tokens(one), types: tokens(one).map(() => 0) })) },
    inputs,
    budget,
    {
      turn: (work) => gate.turn(work),
      before: async (positions) => void begun.push(...positions),
      after: async (some, count, padded) => {
        for (const { position, result } of some) {
          expect(outcomes.has(position)).toBe(false);
          outcomes.set(position, result);
        }
        cost.tokens += count;
        cost.padded += padded;
      },
    },
    new AbortController().signal,
  );
  expect(outcomes.size).toBe(inputs.length);
  const rewards = inputs.map((_, i) => {
    const result = outcomes.get(i)!;
    return 'failed' in result ? result.failed : result.rewards[0];
  });
  return { rewards, reads, plain, cost, begun, memory };
}
const expected = (inputs: readonly ScoreInput[]) => inputs.map((one) => worth(tokens(one)));
const group = (p: number, length: number, count: number) => Array.from({ length: count }, (_, r) => input(p, length, r + 1, 5 + ((r * 37) % 60)));

describe('a prompt with many responses', () => {
  it('is read once, and every response has the score that it has alone', async () => {
    const inputs = group(1, 300, 100);
    const { rewards, reads, plain, cost, begun } = await score(inputs);
    expect(rewards).toEqual(expected(inputs));
    expect(reads).toEqual([300]);
    expect(plain).toEqual([]);
    expect(cost.tokens).toBe(300 + inputs.reduce((sum, one) => sum + tokens(one).length - 300, 0));
    expect(cost.padded).toBeLessThan(cost.tokens * 1.2);
    expect(begun.sort((a, b) => a - b)).toEqual(inputs.map((_, i) => i));
  });

  it('is read once of several, however their responses are mixed, beside inputs of their own', async () => {
    const groups = [group(1, 200, 40), group(2, 150, 40), group(3, 250, 40), Array.from({ length: 40 }, (_, i) => input(10 + i, 90, i + 1, 20))];
    const inputs = groups[0]!.flatMap((_, i) => groups.map((some) => some[i]!));
    const { rewards, reads, plain } = await score(inputs);
    expect(rewards).toEqual(expected(inputs));
    expect(reads.sort()).toEqual([150, 200, 250]);
    expect(plain.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it('is shared out where nothing else is left: every lane reads it once', async () => {
    const inputs = group(1, 300, 100);
    const { rewards, reads } = await score(inputs, { lanes: 2 });
    expect(rewards).toEqual(expected(inputs));
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  it('is read with every response where it is short', async () => {
    const inputs = [...group(1, 30, 2), ...group(2, 40, 2)];
    const { rewards, reads, cost } = await score(inputs);
    expect(rewards).toEqual(expected(inputs));
    expect(reads).toEqual([]);
    expect(cost.tokens).toBe(inputs.reduce((sum, one) => sum + tokens(one).length, 0));
  });

  it('goes on in smaller batches, or without, where the memory is full', async () => {
    const inputs = group(1, 300, 50);
    const small = await score(inputs, { room: 800, budget: 2048 });
    expect(small.rewards).toEqual(expected(inputs));
    expect(small.memory.limit).toBeLessThan(1600);
    const none = await score(inputs, { room: 100 });
    expect(none.rewards).toEqual(inputs.map(() => 'std::bad_alloc'));
  });

  it('is read with every response from then on where the graph does not keep it', async () => {
    const inputs = [...group(1, 300, 30), ...group(2, 320, 30), ...group(3, 100, 30)];
    const { rewards, reads, plain, memory } = await score(inputs, { longest: 120 });
    expect(rewards).toEqual(expected(inputs));
    expect(reads).toEqual([100]);
    expect(plain.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(memory.longestPrefix).toBeLessThan(320);
  });

  it('finds the one response that breaks its batch, and one that has no tokens', async () => {
    const inputs = [...group(1, 300, 20), input(1, 300, 666, 30), { ...input(1, 300, 1, 1), response: 'NaN NaN' }, ...group(2, 200, 20)];
    const { rewards, memory } = await score(inputs);
    expect(rewards).toEqual(expected(inputs).map((one, i) => (i === 20 ? 'indices element out of data bounds' : i === 21 ? 'no tokens' : one)));
    expect(memory.longestPrefix ?? Infinity).toBe(Infinity);
  });
});
