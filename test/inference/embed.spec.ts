import { describe, expect, it } from 'vitest';
import type { Embedded } from '../../src/protocol/scorer.js';
import { embedInputs } from '../../src/inference/embed.js';
import { LoadedModel } from '../../src/inference/loadedModel.js';
import { readModelFolder } from '../../src/inference/modelFolder.js';
import { openSession, type Session } from '../../src/inference/session.js';
import { someInputs } from '../support/inputs.js';
import { bundled, plainReward } from '../support/models.js';

const turn = (work: () => Promise<void>) => work();
const never = new AbortController().signal;
const CHOICE = { device: 'cpu', adapter: 'CPU', skipped: [] } as const;

async function open(path: string): Promise<LoadedModel> {
  const folder = await readModelFolder(path);
  return new LoadedModel(folder, await openSession(folder, 'cpu', 1), CHOICE);
}

function floats(item: Embedded | undefined): number[] {
  if (!item || 'failed' in item) throw new Error(item?.failed);
  const bytes = Buffer.from(item.numbers, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

describe('embeddings', () => {
  it('of the bundled model are the same alone and in a batch, with its own mean reward and attributes behind them', async () => {
    const model = await open(bundled);
    const inputs = someInputs(6);
    const together = await embedInputs(model, inputs, 4096, turn, never);
    expect(together.size).toBe(384);
    expect(together.tokens).toBe(inputs.reduce((sum, input) => sum + model.encode(input).ids.length, 0));
    for (const [i, input] of inputs.entries()) {
      const numbers = floats(together.items[i]);
      expect(numbers).toHaveLength(384 + 1 + 5);
      const alone = floats((await embedInputs(model, [input], 4096, turn, never)).items[0]);
      numbers.forEach((value, k) => expect(Math.abs(value - alone[k]!)).toBeLessThan(1e-4));
      const outputs = await model.session.run([model.encode(input)]);
      const rewards = [...outputs.get('rewards')![0]!];
      expect(numbers[384]).toBeCloseTo(rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length, 4);
      [...outputs.get('attributes')![0]!].forEach((value, k) => expect(numbers[385 + k]).toBeCloseTo(value, 4));
      [...outputs.get('embedding')![0]!].forEach((value, k) => expect(alone[k]).toBeCloseTo(value, 5));
    }
  });

  it('are the mean over the text\'s own tokens where a graph has numbers for each', async () => {
    const folder = await readModelFolder(plainReward);
    // Token t of a text has the numbers t and 10; padding, which is not to be read, has 1000.
    const session: Session = {
      outputs: ['last_hidden_state', 'logits'],
      coarse: false,
      async run(batch) {
        const width = Math.max(...batch.map(({ ids }) => ids.length));
        const row = (length: number) => Float32Array.from({ length: 2 * width }, (_, at) => (at >= 2 * length ? 1000 : at % 2 ? 10 : at / 2));
        return new Map([
          ['last_hidden_state', batch.map(({ ids }) => row(ids.length))],
          ['logits', batch.map(() => Float32Array.of(3))],
        ]);
      },
      close: async () => undefined,
    };
    const model = new LoadedModel({ ...folder, rules: { ...folder.rules, architecture: 'encoder' } }, session, CHOICE);
    const inputs = someInputs(5);
    const { size, items } = await embedInputs(model, inputs, 1_000_000, turn, never);
    expect(size).toBe(2);
    inputs.forEach((input, i) => expect(floats(items[i])).toEqual([expect.closeTo((model.encode(input).ids.length - 1) / 2, 3), expect.closeTo(10, 3), 3]));
  });

  it('are refused before any work by a graph that has none', async () => {
    await expect(embedInputs(await open(plainReward), [], 512, turn, never)).rejects.toThrow(/cannot be fitted: its graph has no output embedding/);
  });
});
