import { appendTo } from '../multimap.js';
import type { ScoreInput } from './scores.js';

/** Positions of inputs that have one prompt, in order; prompts that only one input has are left out. */
export function samePrompt(inputs: readonly ScoreInput[]): number[][] {
  const groups = new Map<string, number[]>();
  inputs.forEach(({ prompt }, position) => {
    const key = JSON.stringify(prompt.flatMap(({ role, text }) => [role, text]));
    appendTo(groups, key, position);
  });
  return [...groups.values()].filter((positions) => positions.length > 1);
}
