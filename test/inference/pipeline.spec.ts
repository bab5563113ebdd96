import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { Gate } from '../../src/inference/gate.js';
import { isOutOfMemory } from '../../src/inference/memory.js';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import type { ModelRules } from '../../src/inference/modelRules.js';
import { scoreAll, type Outcome } from '../../src/inference/pipeline.js';
import type { Encoded } from '../../src/inference/tokenizer.js';
import { plainReward } from '../support/models.js';

let rules: ModelRules;
beforeAll(async () => void ({ rules } = await readModelFolder(plainReward)));

/** A device whose score of an input is its first token, with room for so many padded tokens; -1 breaks a whole batch. */
function device(room: number, lanes: number) {
  const widths: number[] = [];
  let running = 0;
  let most = 0;
  return {
    widths,
    most: () => most,
    session: {
      outputs: ['logits'],
      coarse: false,
      lanes,
      close: async () => undefined,
      async run(batch: readonly Encoded[]) {
        most = Math.max(most, ++running);
        await sleep(1);
        running -= 1;
        const padded = batch.length * Math.max(...batch.map(({ ids }) => ids.length));
        widths.push(padded);
        if (padded > room) throw new Error('Failed to allocate memory for requested buffer of size 9');
        if (batch.some(({ ids }) => ids[0] === -1)) throw new Error('indices element out of data bounds\nstack');
        return new Map([['logits', batch.map(({ ids }) => Float32Array.of(ids[0]!))]]);
      },
    },
  };
}

/** An input of `length` tokens, all of them `id`. */
const input = (id: number, length: number): ScoreInput => ({ prompt: [{ role: 'user', text: String(id) }], response: String(length) });
const encode = async (inputs: readonly ScoreInput[]) =>
  inputs.map(({ prompt, response }) => {
    if (response === 'unreadable') return { failed: 'no tokens' };
    const ids = Array.from({ length: Number(response) }, () => Number(prompt[0]!.text));
    return { ids, types: ids.map(() => 0) };
  });

async function score(inputs: readonly ScoreInput[], room: number, budget: number, lanes = 2, signal = new AbortController().signal, heard = () => {}, limit = (_longest: number) => Infinity) {
  const { session, widths, most } = device(room, lanes);
  const gate = new Gate(lanes);
  const memory = { limit: Infinity };
  const outcomes = new Map<number, Outcome['result']>();
  const begun: number[] = [];
  const cost = { tokens: 0, padded: 0 };
  const listener = {
    turn: (work: () => Promise<void>) => gate.turn(work),
    before: async (positions: readonly number[]) => void begun.push(...positions),
    after: async (some: readonly Outcome[], tokens: number, padded: number) => {
      for (const { position, result } of some) {
        expect(outcomes.has(position)).toBe(false);
        outcomes.set(position, result);
      }
      cost.tokens += tokens;
      cost.padded += padded;
      heard();
    },
  };
  const scoring = scoreAll({ session, rules, encode, memory, most: limit }, inputs, budget, listener, signal);
  return { scoring, outcomes, begun, cost, memory, widths, most };
}

const many = Array.from({ length: 500 }, (_, i) => input(i, 1 + ((i * 7919) % 200)));
const expected = (inputs: readonly ScoreInput[]) => inputs.map(({ prompt }) => Number(prompt[0]!.text));
const rewards = (outcomes: ReadonlyMap<number, Outcome['result']>) =>
  Array.from({ length: outcomes.size }, (_, i) => {
    const result = outcomes.get(i)!;
    return 'failed' in result ? result.failed : result.rewards[0];
  });

describe('scoreAll', () => {
  it('scores every input once, on all lanes at the same time, with little padding', async () => {
    const { scoring, outcomes, begun, cost, most } = await score(many, Infinity, 1000);
    await scoring;
    expect(rewards(outcomes)).toEqual(expected(many));
    expect(begun.sort((a, b) => a - b)).toEqual(many.map((_, i) => i));
    expect(cost.tokens).toBe(many.reduce((sum, { response }) => sum + Number(response), 0));
    expect(1 - cost.tokens / cost.padded).toBeLessThanOrEqual(0.05);
    expect(most()).toBe(2);
  });

  it('keeps batches of long inputs smaller where the device wants them so', async () => {
    const inputs = Array.from({ length: 120 }, (_, i) => input(i, i % 2 === 0 ? 100 : 10));
    const { scoring, outcomes, widths } = await score(inputs, Infinity, 1000, 1, undefined, undefined, (longest) => 20_000 / longest);
    await scoring;
    expect(rewards(outcomes)).toEqual(expected(inputs));
    expect(widths).toEqual([...Array.from({ length: 30 }, () => 200), 600]);
  });

  it('goes on with smaller batches where the memory is full', async () => {
    const { scoring, outcomes, memory, widths } = await score(many, 300, 4096, 1);
    await scoring;
    expect(rewards(outcomes)).toEqual(expected(many));
    expect(memory.limit).toBeLessThanOrEqual(300);
    expect(memory.limit).toBeGreaterThan(50);
    // Found out once, not for every batch.
    expect(widths.filter((width) => width > 300).length).toBeLessThan(10);
  });

  it('fails what does not fit alone, and what has no tokens, by name', async () => {
    const inputs = [input(1, 10), input(2, 900), { ...input(3, 1), response: 'unreadable' }, input(4, 20)];
    const { scoring, outcomes } = await score(inputs, 100, 50);
    await scoring;
    expect(rewards(outcomes)).toEqual([1, 'Failed to allocate memory for requested buffer of size 9', 'no tokens', 4]);
  });

  it('finds the one input that breaks its batch', async () => {
    const inputs = [...many.slice(0, 99), input(-1, 50), ...many.slice(100, 200)];
    const { scoring, outcomes, memory } = await score(inputs, Infinity, 4000);
    await scoring;
    expect(rewards(outcomes)).toEqual(expected(inputs).map((reward) => (reward === -1 ? 'indices element out of data bounds' : reward)));
    expect(memory.limit).toBe(Infinity);
  });

  it('ends after the batches that run when it is told to', async () => {
    const controller = new AbortController();
    const { scoring, outcomes, begun } = await score(many, Infinity, 100, 2, controller.signal, () => controller.abort(new Error('enough')));
    await expect(scoring).rejects.toThrow('enough');
    expect(outcomes.size).toBe(begun.length);
    expect(begun.length).toBeLessThan(20);
  });

  it('rejects where it was told to before it began', async () => {
    const { scoring, begun } = await score(many, Infinity, 100, 2, AbortSignal.abort(new Error('enough')));
    await expect(scoring).rejects.toThrow('enough');
    expect(begun).toEqual([]);
  });

  it('does nothing for nothing', async () => {
    const { scoring, outcomes } = await score([], Infinity, 100);
    await scoring;
    expect(outcomes.size).toBe(0);
  });
});

describe('isOutOfMemory', () => {
  it.each([
    'std::bad_alloc',
    'Non-zero status code returned while running MatMul node. BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 4294967296',
    'CUDA failure 2: out of memory ; GPU=0',
    'CUBLAS failure: CUBLAS_STATUS_ALLOC_FAILED',
    'WebGPU validation failed. Out of memory',
    'vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY',
  ])('knows %s', (message) => expect(isOutOfMemory(new Error(message))).toBe(true));

  it.each(['indices element out of data bounds', 'Got invalid dimensions for input'])('does not take %s for it', (message) =>
    expect(isOutOfMemory(new Error(message))).toBe(false),
  );
});
