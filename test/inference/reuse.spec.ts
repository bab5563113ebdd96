import { describe, expect, it } from 'vitest';
import { shared } from '../../src/inference/padding.js';
import { reuseOf, reuseOn, reuseSavesTime } from '../../src/inference/reuse.js';
import type { PrefixUse, Session } from '../../src/inference/session.js';
import type { Encoded } from '../../src/inference/tokenizer.js';

const input = (...ids: number[]): Encoded => ({ ids, types: ids.map(() => 0) });
const texts = [input(1, 2, 3), input(1, 2, 4, 5, 6), input(1, 2, 7, 8)];

/** A model whose score is the sum of an input's ids, wrong by `error` for some runs behind a prefix. */
function model(error: (batch: readonly Encoded[], side: string, prefix: number) => number, reuses = true): Session & { runs: [number[], number][] } {
  const runs: [number[], number][] = [];
  return {
    runs,
    outputs: ['logits'],
    coarse: false,
    reuses,
    run: async (batch, side = 'left', prefix?: PrefixUse) => {
      runs.push([batch.map(({ ids }) => ids.length), prefix?.length ?? 0]);
      const off = prefix ? error(batch, side, prefix.length) : 0;
      return new Map([['logits', batch.map(({ ids }) => Float32Array.of(ids.reduce((sum, id) => sum + id, 0) + off))]]);
    },
    close: async () => undefined,
  };
}
const mixed = (batch: readonly Encoded[]) => new Set(batch.map(({ ids }) => ids.length)).size > 1;

describe('reuseOf', () => {
  it('tries what texts begin with, and finds the side on which they are filled', async () => {
    const session = model(() => 0);
    expect(await reuseOf(session, texts)).toBe('right');
    expect(session.runs.at(-1)).toEqual([[3, 5, 4], 2]);
    expect(await reuseOf(model((batch, side) => (mixed(batch) && side === 'right' ? 1 : 0)), texts)).toBe('left');
    expect(await reuseOf(model((batch) => (mixed(batch) ? 1 : 0)), texts)).toBe('equal');
  });

  it('is off where it changes a score, fails, or the graph has no cache', async () => {
    expect(await reuseOf(model(() => 0.01), texts)).toBe('none');
    expect(await reuseOf(model(() => NaN), texts)).toBe('none');
    expect(await reuseOf(model(() => { throw new Error('Non-zero status code'); }), texts)).toBe('none');
    expect(await reuseOf(model(() => 0, false), texts)).toBe('none');
    expect(await reuseOf(model(() => 0), [input(1), input(2)])).toBe('none');
  });
});

describe('reuseOn a device', () => {
  const exact = () => model((batch, side) => (mixed(batch) && side === 'right' ? 1 : 0));
  it('is what the exact session bears, where the device bears it too', async () => {
    expect(await reuseOn(exact(), exact(), texts)).toBe('left');
    const same = exact();
    expect(await reuseOn(same, same, texts)).toBe('left');
  });

  it('is none where the device rounds otherwise behind a prefix, or the exact session bears none', async () => {
    expect(await reuseOn(model(() => 0.05), exact(), texts)).toBe('none');
    expect(await reuseOn(model(() => 0), exact(), texts)).toBe('none');
    expect(await reuseOn(exact(), model(() => 0.05), texts)).toBe('none');
  });
});

describe('a session that reuses', () => {
  const batch = [input(1, 2), input(1, 3, 4), input(1, 5)];
  it.each([
    ['right', [[[2, 3, 2], 1]]],
    ['equal', [[[2, 2], 1], [[3], 1]]],
  ] as const)('%s: runs %j behind the prefix', async (reuse, runs) => {
    const session = model(() => 0);
    const rows = (await shared(session, 'right', reuse).run(batch, undefined, { length: 1 })).get('logits')!;
    expect(rows.map(([value]) => value)).toEqual([3, 8, 6]);
    expect(session.runs).toEqual(runs);
    expect(shared(session, 'right', reuse).reuses).toBe(true);
    expect(shared(session, 'right').reuses).toBe(false);
  });
});

describe('reuseSavesTime', () => {
  const slow = (ms: (prefix: number) => number): Session => ({
    ...model(() => 0),
    run: async (_batch, _side, prefix) => {
      const end = performance.now() + ms(prefix?.length ?? 0);
      while (performance.now() < end);
      return new Map();
    },
  });
  it('compares both ways', async () => {
    expect(await reuseSavesTime(slow((prefix) => (prefix > 0 ? 1 : 4)), texts[1]!)).toBe(true);
    expect(await reuseSavesTime(slow((prefix) => (prefix > 0 ? 4 : 1)), texts[1]!)).toBe(false);
    expect(await reuseSavesTime(model(() => { throw new Error('out of memory'); }), texts[1]!)).toBe(false);
  });
});
