/** Inputs to score. */
import type { ScoreInput } from '../../src/core/scoring/scores.js';

const WORDS = ['the', 'answer', 'is', 'good', 'bad', 'of', 'question', 'human', '42', 'why?', 'not', 'system', 'élan', 'zebra'];

/** `count` different inputs of different lengths, always the same ones. */
export function someInputs(count: number): ScoreInput[] {
  let state = 1;
  const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
  const words = (many: number) => Array.from({ length: many }, () => WORDS[next(WORDS.length)]!).join(' ');
  return Array.from({ length: count }, (_, i) => ({
    prompt: [{ role: 'user', text: words(1 + next(8)) }],
    response: `${i} ${words(1 + next(40))}`,
  }));
}
