import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openCrew } from '../../src/inference/crew.js';
import { loadModel } from '../../src/inference/loadModel.js';
import type { Outputs } from '../../src/inference/session.js';
import type { Encoded } from '../../src/inference/tokenizer.js';
import { plainReward } from '../support/models.js';

vi.mock('../../src/inference/crew.js');

const places = { script: 'scorer.js', onnxruntime: '' };
let closed = 0;
beforeEach(() => void (closed = 0));

/** Threads that run a batch as `run` does. */
function crew(run: (batch: readonly Encoded[]) => Outputs): void {
  vi.mocked(openCrew).mockResolvedValue({ outputs: ['logits'], coarse: false, run: async (batch) => run(batch), close: async () => void (closed += 1) });
}

describe('loadModel', () => {
  it('keeps the threads of a model that it answers', async () => {
    crew((batch) => new Map([['logits', batch.map(({ ids }) => Float32Array.of(ids.length))]]));
    expect((await loadModel(plainReward, 'cpu', places)).choice).toMatchObject({ device: 'cpu', skipped: [] });
    expect(closed).toBe(0);
  });

  it('closes those of a model that cannot run', async () => {
    crew(() => {
      throw new Error('indices element out of data bounds');
    });
    await expect(loadModel(plainReward, 'cpu', places)).rejects.toThrow('indices element out of data bounds');
    expect(closed).toBe(1);
  });
});
