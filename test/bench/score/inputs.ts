/** The benchmark's texts: both responses of every pair of a JSON Lines file with prompt, chosen and rejected. */
import { readFileSync } from 'node:fs';
import type { ScoreInput } from '../../../src/core/scoring/scores.js';

/** The first `count` responses of the file. */
export function inputsOf(path: string, count: number): ScoreInput[] {
  const rows = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Record<string, string>);
  return rows
    .flatMap(({ prompt, chosen, rejected }) => [chosen, rejected].map((response) => ({ prompt: [{ role: 'user', text: prompt! }], response: response! })))
    .slice(0, count);
}
