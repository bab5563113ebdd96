import { describe, expect, it } from 'vitest';
import type { EnsembleView } from '../../src/protocol/views/record.js';
import { firstFocus, laidOpen } from '../../webview/laidOpen.js';
import { pinned, pinsOf } from '../../webview/pins.js';
import { recordView } from './views.js';

const many = (chosen: number | null, ensemble: EnsembleView | null = null, rewards: readonly number[] = []) => {
  const record = recordView(0);
  const responses = Array.from({ length: 9 }, (_, i) => ({ ...record.responses[0]!, number: i + 1, reward: rewards[i] === undefined ? null : { mean: rewards[i], sd: 0 } }));
  return { ...record, responses, ensemble, preference: { ...record.preference, chosen } };
};
const open = (record: ReturnType<typeof many>, focused: number, pins: Parameters<typeof laidOpen>[2] = null) => laidOpen(record, focused, pins)?.map(({ number }) => number);

describe('responses side by side', () => {
  it('keeps the preferred one, beside the one that has the focus', () => {
    expect(open(many(4), 7)).toEqual([4, 7]);
    expect(open(many(null), 7)).toEqual([1, 7]);
  });

  it('lays the preferred one beside the one that it is compared with, else beside the first other', () => {
    const ensemble: EnsembleView = { mean: 1, sd: 1, z: null, pSign: null, voters: [], noun: 'model', preferred: 4, other: 6 };
    expect(open(many(4, ensemble), 4)).toEqual([4, 6]);
    expect(open(many(4), 4)).toEqual([4, 1]);
    expect(open(many(null), 1)).toEqual([1, 2]);
  });

  it('begins with the best and the worst where rewards say so', () => {
    const record = many(null, null, [0, 3, -1, 9, 2, -7, 4, 1, 5]);
    expect(firstFocus(record)).toBe(4);
    expect(open(record, 4)).toEqual([4, 6]);
    expect(open(record, 2)).toEqual([4, 2]);
    expect(firstFocus({ ...record, responses: record.responses.slice(0, 2) })).toBe(1);
  });

  it('keeps what is pinned, and always shows the one that has the focus', () => {
    const record = many(4);
    const one = pinned(null, 0, 7);
    const two = pinned(one, 0, 2);
    expect(open(record, 7, one)).toEqual([7, 4]);
    expect(open(record, 3, one)).toEqual([7, 3]);
    expect(open(record, 2, two)).toEqual([7, 2]);
    expect(open(record, 9, two)).toEqual([7, 9]);
  });

  it('pins two at most, and nothing of another record', () => {
    const three = [7, 2, 5].reduce<ReturnType<typeof pinned> | null>((pins, each) => pinned(pins, 0, each), null);
    expect(pinsOf(three, 0)).toEqual([2, 5]);
    expect(pinsOf(three, 1)).toEqual([]);
    expect(pinsOf(pinned(three, 0, 2), 0)).toEqual([5]);
    expect(pinsOf(pinned(three, 1, 3), 1)).toEqual([3]);
  });

  it('lays the pair that stands apart beside the focus', () => {
    const apart = recordView(0).responses.map((response) => ({ ...response, text: 'apart' }));
    const record = { ...many(4), besides: { chosen: apart[0]!, rejected: apart[1]! } };
    expect(laidOpen(record, 7, pinned(null, 0, 'rejected'))?.map(({ text }) => text)).toEqual(['apart', 'response 1 of 0']);
  });

  it('has nothing to compare where there is one response', () => {
    const record = recordView(0);
    expect(laidOpen({ ...record, responses: record.responses.slice(0, 1) }, 1)).toBeNull();
  });
});
