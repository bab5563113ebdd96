/** In which order a long list of responses is shown, and which of them. */
import type { ResponseView } from '../src/protocol/views/record.js';
import { oneLine } from './text/hostile.js';

/** What a list is sorted by. */
export type SortKey = 'number' | 'model' | 'label' | 'reward' | 'words';

/** A column, and whether its greatest comes first. */
export interface Sorting {
  readonly by: SortKey;
  readonly down: boolean;
}

/** Ranked by reward where there are any; else as in the file. */
export function firstSorting(responses: readonly ResponseView[]): Sorting {
  return responses.some(({ reward }) => reward !== null) ? { by: 'reward', down: true } : { by: 'number', down: false };
}

/** The responses that hold the words (in their text or their model's name), in order; what has no value comes last, equal ones keep the file's order. */
export function ranked(responses: readonly ResponseView[], { by, down }: Sorting, words: string): readonly ResponseView[] {
  const needle = words.trim().toLowerCase();
  const found = needle === '' ? responses : responses.filter(({ text, model }) => text.toLowerCase().includes(needle) || model?.toLowerCase().includes(needle));
  const sign = down ? -1 : 1;
  return found.toSorted((a, b) => {
    const x = valueOf(a, by);
    const y = valueOf(b, by);
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a.number - b.number;
    const order = typeof x === 'string' || typeof y === 'string' ? String(x).localeCompare(String(y)) : x - y;
    return sign * order || a.number - b.number;
  });
}

/** The label that a list shows: of the first attribute that has one. */
export function labelOf({ attributes }: ResponseView): number | null {
  return attributes.find(({ label }) => label !== null)?.label ?? null;
}

function valueOf(response: ResponseView, by: SortKey): number | string | null {
  switch (by) {
    case 'number': return response.number;
    case 'model': return response.model === null ? null : oneLine(response.model);
    case 'label': return labelOf(response);
    case 'reward': return response.reward?.mean ?? null;
    case 'words': return response.words;
  }
}

/** How many values lie in each of `bins` equal parts between the least and the greatest; all in the first where they are equal. */
export function histogram(values: readonly number[], bins: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = binOf(value, values, bins);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The part a value lies in. */
export function binOf(value: number, values: readonly number[], bins: number): number {
  const min = values.reduce((least, each) => Math.min(least, each), Infinity);
  const max = values.reduce((most, each) => Math.max(most, each), -Infinity);
  return max > min ? Math.min(bins - 1, Math.floor(((value - min) / (max - min)) * bins)) : 0;
}
