import { describe, expect, it } from 'vitest';
import type { EnsembleView } from '../../src/protocol/views.js';
import { laidOpen } from '../../webview/laidOpen.js';
import { recordView } from './views.js';

const many = (chosen: number | null, ensemble: EnsembleView | null = null) => {
  const record = recordView(0);
  const responses = Array.from({ length: 9 }, (_, i) => ({ ...record.responses[0]!, number: i + 1 }));
  return { ...record, responses, ensemble, preference: { ...record.preference, chosen } };
};
const open = (record: ReturnType<typeof many>, focused: number) => laidOpen(record, focused)?.map(({ number }) => number);

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

  it('has nothing to compare where there is one response', () => {
    const record = recordView(0);
    expect(laidOpen({ ...record, responses: record.responses.slice(0, 1) }, 1)).toBeNull();
  });
});
