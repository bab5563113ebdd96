import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embedAll } from '../../../src/platform/node/scoring/embedAll.js';
import { Supervisor } from '../../../src/platform/node/scoring/supervisor.js';
import { buildEntry } from '../../support/build.js';

let script: string;
let folder: string;
let supervisor: Supervisor;
beforeAll(async () => void (script = await buildEntry('test/support/processes/fakeScorer.ts')), 60_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-embed-'));
  process.env['STUMBLED'] = join(folder, 'stumbled');
  supervisor = new Supervisor(script);
});
afterEach(() => {
  supervisor.dispose();
  delete process.env['STUMBLED'];
  rmSync(folder, { recursive: true });
});

/** Embeds texts, with "poison" at some positions. */
async function embed(model: string, count: number, poisoned: readonly number[]) {
  const found = new Map<number, number>();
  const inputs = Array.from({ length: count }, (_, i) => ({ prompt: [], response: poisoned.includes(i) ? 'poison' : '.'.repeat(i) }));
  await supervisor.load(model, 'cpu');
  const { failed } = await embedAll(supervisor, model, inputs, 512, {
    onEmbedded: (position, { numbers }) => void found.set(position, numbers[0]!),
    onProgress: () => undefined,
  });
  return { found, failed };
}

describe('embedding in processes that die', () => {
  // The first of 128 kills nine scorers before another input is done.
  it.each([[[0]], [[77]], [[0, 129]]])('fails inputs %j alone', async (poisoned) => {
    const { found, failed } = await embed('model', 130, poisoned);
    expect(failed).toEqual(poisoned.map((position) => ({ position, reason: 'the scorer was ended by SIGKILL: swallowed poison' })));
    expect(found.size).toBe(130 - poisoned.length);
    for (const [position, length] of found) expect(length).toBe(position);
  }, 30_000);

  it('goes on however often a scorer dies between two requests', async () => {
    await supervisor.load('model', 'cpu');
    for (let death = 0; death < 6; death++) {
      expect(await supervisor.embed('model', [{ prompt: [], response: 'abc' }], 512)).toMatchObject({ tokens: 1 });
      process.kill(supervisor.pid!, 'SIGKILL');
      while (supervisor.pid !== null) await sleep(5);
    }
  }, 30_000);

  it('gives up where the model kills every scorer, and lays it at no input', async () => {
    await expect(embed('fragile', 8, [0])).rejects.toThrow(/^gave up: \d scorers died in a row; the scorer was ended by SIGKILL: worn out$/);
  }, 30_000);
});
