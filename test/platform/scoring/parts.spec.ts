import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../src/platform/node/scoring/parts.js';
import { Window, charactersOf } from '../../../src/platform/node/scoring/window.js';

/** Pending inputs, one an entry: its prompt and the characters of its response. */
function pending(entries: readonly (readonly [string, number])[]) {
  const window = new Window();
  entries.forEach(([prompt, length], i) => window.add(Buffer.from(`key ${i}`), { prompt: [{ role: 'user', text: prompt }], response: `${i}`.padEnd(length, '.') }, i));
  return [...window.pending.values()];
}
const positions = (parts: ReturnType<typeof partsOf>) => parts.map((part) => part.map((one) => one.positions[0]!));

describe('partsOf', () => {
  const mixed = pending(Array.from({ length: 400 }, (_, i) => [`prompt ${i}`, 50 + ((i * 7919) % 1900)] as const));

  it('has every input once, in enough parts of about equal size', () => {
    const parts = partsOf(mixed, 2, 10);
    expect(positions(parts).flat().sort((a, b) => a - b)).toEqual(mixed.map((_, i) => i));
    expect(parts.length).toBeGreaterThanOrEqual(16);
    const sizes = parts.map((part) => part.reduce((sum, { input }) => sum + charactersOf(input), 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 16));
  });

  it('puts similar lengths together, the longest first', () => {
    const lengths = partsOf(mixed, 2, 10).map((part) => part.map(({ input }) => charactersOf(input)));
    expect(lengths.flat()).toEqual(lengths.flat().sort((a, b) => b - a));
  });

  it('makes no part of less than a few batches', () => {
    expect(partsOf(mixed, 8, 1_000_000)).toHaveLength(1);
    expect(partsOf([], 2, 512)).toEqual([]);
  });

  it('keeps the responses to a prompt together, and cuts those that are more than a part', () => {
    const shared = pending(Array.from({ length: 90 }, (_, i) => [`prompt ${i % 30}`, 100 + i] as const));
    const found = positions(partsOf(shared, 1, 10));
    for (let i = 0; i < 30; i++) expect(found.filter((part) => part.some((position) => position % 30 === i))).toHaveLength(1);
    const one = pending(Array.from({ length: 100 }, () => ['a prompt', 200] as const));
    expect(partsOf(one, 2, 10).length).toBeGreaterThanOrEqual(16);
  });
});
