import { describe, expect, it } from 'vitest';
import type { PaddingSide } from '../../src/inference/feeds.js';
import { shared, sharingOf } from '../../src/inference/padding.js';
import type { Session } from '../../src/inference/session.js';
import type { Encoded } from '../../src/inference/tokenizer.js';

const input = (...ids: number[]): Encoded => ({ ids, types: ids.map(() => 0) });
const texts = [input(1, 2), input(1, 7, 8, 9), input(1, 5, 6), input(1, 4, 4, 4, 4, 5, 6)];

/** A model whose score of an input is the sum of its ids, wrong by `error` for some batches. */
function model(error: (batch: readonly Encoded[], side: PaddingSide) => number, coarse = false): Session & { runs: number[][] } {
  const runs: number[][] = [];
  return {
    runs,
    outputs: ['logits'],
    coarse,
    run: async (batch, side = 'right') => {
      runs.push(batch.map(({ ids }) => ids.length));
      const off = error(batch, side);
      return new Map([['logits', batch.map(({ ids }) => Float32Array.of(ids.reduce((sum, id) => sum + id, 0) + off))]]);
    },
    close: async () => undefined,
  };
}
const mixed = (batch: readonly Encoded[]) => new Set(batch.map(({ ids }) => ids.length)).size > 1;

describe('sharingOf', () => {
  it('keeps the side that is wanted where it changes nothing', async () => {
    expect(await sharingOf(model(() => 0), texts, 'left')).toBe('left');
    expect(await sharingOf(model(() => 0), texts, 'right')).toBe('right');
  });

  it('takes the other where the wanted one changes scores', async () => {
    expect(await sharingOf(model((batch, side) => (mixed(batch) && side === 'left' ? 1 : 0)), texts, 'left')).toBe('right');
    // Rounding, on both sides: the smaller is taken.
    expect(await sharingOf(model((batch, side) => (!mixed(batch) ? 0 : side === 'left' ? 0.05 : 0.01), true), texts, 'left')).toBe('right');
  });

  it('compares rows of any length', async () => {
    const long = (off: number): Session => ({
      ...model(() => 0),
      run: async (batch) => new Map([['token_embeddings', batch.map(({ ids }) => new Float32Array(300_000).fill(ids.length).fill(ids.length + (batch.length > 1 ? off : 0), 299_999))]]),
    });
    expect(await sharingOf(long(0), texts, 'right')).toBe('right');
    expect(await sharingOf(long(1), texts, 'right')).toBe('none');
  });

  it('puts texts of one length together only, or none, where no side will do', async () => {
    expect(await sharingOf(model((batch) => (mixed(batch) ? 1 : 0)), texts, 'right')).toBe('equal');
    // As with a scale that is taken over the whole batch.
    expect(await sharingOf(model((batch) => (batch.length > 1 ? 1 : 0)), texts, 'right')).toBe('none');
    expect(await sharingOf(model((batch) => (batch.length > 1 ? NaN : 0)), texts, 'right')).toBe('none');
  });
});

describe('shared', () => {
  const batch = [input(1, 2), input(3), input(4, 5), input(6)];
  const scores = async (session: Session) => [...(await session.run(batch)).get('logits')!].map(([value]) => value);

  it.each([
    ['equal', [[2, 2], [1, 1]]],
    ['none', [[2], [1], [2], [1]]],
    ['left', [[2, 1, 2, 1]]],
  ] as const)('%s: runs %j and gives every input its own score', async (sharing, runs) => {
    const session = model(() => 0);
    expect(await scores(shared(session, sharing))).toEqual([3, 3, 9, 6]);
    expect(session.runs).toEqual(runs);
  });
});
