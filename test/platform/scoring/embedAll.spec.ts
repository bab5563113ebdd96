import { describe, expect, test } from 'vitest';
import type { ScoreInput } from '../../../src/core/scoring/scores.js';
import { embedAll } from '../../../src/platform/node/scoring/embedAll.js';
import { ScorerDeath } from '../../../src/platform/node/scoring/scorerProcess.js';
import type { Supervisor } from '../../../src/platform/node/scoring/supervisor.js';

const inputs: ScoreInput[] = Array.from({ length: 300 }, (_, i) => ({ prompt: [], response: String(i) }));

/** A supervisor whose process does with every request what `embed` says; otherwise a text is embedded as its number. */
function supervisor(embed: (some: readonly string[]) => void) {
  const asked: number[] = [];
  const answer = async (_: string, some: readonly ScoreInput[]) => {
    asked.push(some.length);
    try {
      embed(some.map(({ response }) => response));
    } catch (failed) {
      return { failed };
    }
    const numbers = (value: number) => Buffer.from(Float32Array.of(value, 0.5).buffer).toString('base64');
    return { size: 1, tokens: some.length, items: some.map(({ response }) => ({ numbers: numbers(Number(response)) })) };
  };
  return { asked, embed: answer } as unknown as Supervisor & { asked: number[] };
}

async function run(from: Supervisor, signal?: AbortSignal) {
  const found = new Map<number, readonly number[]>();
  const summary = await embedAll(from, 'm', inputs, 512, {
    ...(signal && { signal }),
    onEmbedded: (position, { numbers }) => {
      expect(found.has(position)).toBe(false);
      found.set(position, [...numbers]);
    },
    onProgress: () => undefined,
  });
  return { found, summary };
}

describe('embedding in a process that may die', () => {
  test('every input is embedded once, number for number', async () => {
    const { found, summary } = await run(supervisor(() => undefined));
    expect(summary).toEqual({ tokens: 300, failed: [] });
    for (let i = 0; i < 300; i++) expect(found.get(i)).toEqual([i, 0.5]);
  });

  test('a death is tried again', async () => {
    let deaths = 0;
    const { found, summary } = await run(supervisor((some) => {
      if (some.includes('200') && deaths++ === 0) throw new ScorerDeath('the scorer was ended by SIGKILL');
    }));
    expect(summary.failed).toEqual([]);
    expect(found.size).toBe(300);
    expect(deaths).toBe(2);
  });

  test('an input that kills every scorer fails alone, with the reason', async () => {
    const { found, summary } = await run(supervisor((some) => {
      if (some.includes('77')) throw new ScorerDeath('the scorer was ended by SIGSEGV');
    }));
    expect(summary.failed).toEqual([{ position: 77, reason: 'the scorer was ended by SIGSEGV' }]);
    expect(found.size).toBe(299);
  });

  test('a death of several inputs is not asked for again: the halves are', async () => {
    const killing = supervisor((some) => {
      if (some.includes('0')) throw new ScorerDeath('the scorer was ended by SIGSEGV');
    });
    await run(killing);
    // 128 and its halves down to the one, which has two attempts, then the other halves; the rest of the 300.
    expect(killing.asked).toEqual([0, 128, 64, 32, 16, 8, 4, 2, 1, 1, 1, 2, 4, 8, 16, 32, 64, 128, 44]);
  });

  test('a device that can do nothing is an error, not 300 failures', async () => {
    const broken = supervisor((some) => {
      if (some.length > 0) throw new Error('out of memory');
    });
    await expect(run(broken)).rejects.toThrow('out of memory');
    expect(broken.asked.length).toBeLessThan(40);
  });

  test('a model without embeddings is refused before any work', async () => {
    const none = supervisor(() => {
      throw new Error('x cannot be fitted: its graph has no output embedding');
    });
    await expect(run(none)).rejects.toThrow('cannot be fitted');
    expect(none.asked).toEqual([0]);
  });

  test('an abort ends it with the signal\'s reason', async () => {
    const ending = new AbortController();
    const aborting = supervisor((some) => {
      if (some.length === 0) return;
      ending.abort(new Error('enough'));
      throw new Error('cancelled');
    });
    await expect(run(aborting, ending.signal)).rejects.toThrow('enough');
  });
});
