/** The benchmark's texts: both responses of every pair of a JSON Lines file with prompt, chosen and rejected. */
import { readFileSync } from 'node:fs';
import type { ScoreInput } from '../../../src/core/scoring/scores.js';

/** The first `count` responses of the file; where it has fewer, again with a number before the prompt, so that none equals another. */
export function inputsOf(path: string, count: number): ScoreInput[] {
  const rows = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Record<string, string>);
  const once = (before: string) => rows.flatMap(({ prompt, chosen, rejected }) => [chosen, rejected].map((response) => ({ prompt: [{ role: 'user', text: before + prompt! }], response: response! })));
  const inputs = once('');
  const length = inputs.length;
  for (let times = 1; length > 0 && inputs.length < count; times++) inputs.push(...once(`${times}. `));
  return inputs.slice(0, count);
}

/** On a graphics card a first run compiles: texts of all lengths, no more than so many. */
const CARD_TEXTS = 256;

/** Texts like the inputs and equal to none of them, for a run that is not counted. */
export function warmUp(inputs: readonly ScoreInput[], device: string): ScoreInput[] {
  const step = Math.ceil(inputs.length / CARD_TEXTS);
  const some = device === 'cpu' ? inputs.slice(0, 4) : inputs.filter((_, i) => i % step === 0);
  return some.map(({ prompt, response }) => ({ prompt, response: `(warm) ${response}` }));
}
