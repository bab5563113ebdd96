import { describe, expect, it } from 'vitest';
import type { LoadedModel } from '../../src/inference/loadedModel.js';
import { Models } from '../../src/inference/models.js';

function model(close: () => Promise<void> = async () => undefined) {
  const made = { closed: 0, session: { close: () => ((made.closed += 1), close()) } };
  return made as typeof made & LoadedModel;
}

describe('Models', () => {
  it('closes a model that is replaced when its last job ends', async () => {
    const models = new Models();
    const [old, next] = [model(), model()];
    models.put('a', old);
    let end!: () => void;
    const job = models.use('a', () => new Promise<void>((resolve) => (end = resolve)));
    models.put('a', next);
    expect(old.closed).toBe(0);
    end();
    await job;
    expect([old.closed, next.closed]).toEqual([1, 0]);
    await expect(models.use('b', async () => 1)).rejects.toThrow('the model is not loaded: b');
  });

  it('goes on where one cannot be closed', async () => {
    const unhandled: unknown[] = [];
    const heard = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', heard);
    const models = new Models();
    const old = model(async () => Promise.reject(new Error('stuck')));
    models.put('a', old);
    models.put('a', model());
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', heard);
    expect(old.closed).toBe(1);
    expect(unhandled).toEqual([]);
  });
});
