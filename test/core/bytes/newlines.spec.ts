import { describe, expect, it } from 'vitest';
import { findLines } from '../../../src/core/bytes/findLines.js';
import { splitLines } from '../../../src/core/bytes/newlines.js';
import { memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';

/** Starts of lines that are not blank, by a plain split. */
function model(text: string): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (/[^ \t\r]/.test(line)) starts.push(at);
    at += line.length + 1;
  }
  return starts;
}

describe('splitLines and findLines', () => {
  it('find the same lines, also where one is too long to hold, be it blank or not', async () => {
    const random = new Random(7);
    for (let i = 0; i < 500; i++) {
      const text = Array.from({ length: random.below(8) }, () => random.pick([' ', '\t\r', 'x', '{}', ' x ']).repeat(random.pick([0, 1, 3, 40, 90]))).join('\n') + random.pick(['', '\n', ' ', '   '.repeat(40)]);
      const source = memorySource(Buffer.from(text));
      const split: { start: number; end: number }[] = [];
      for await (const { lines } of splitLines(source, 30, { first: 10, next: 17 })) split.push(...lines.map(({ start, end }) => ({ start, end })));
      const found: number[] = [];
      await findLines(source, { from: 0, to: Infinity }, (start) => found.push(start));
      const starts = model(text);
      expect(found, JSON.stringify(text)).toEqual(starts);
      expect(split, JSON.stringify(text)).toEqual(starts.map((start, k) => ({ start, end: starts[k + 1] ?? text.length })));
    }
  });
});
