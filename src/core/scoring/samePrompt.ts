import type { ScoreInput } from './scores.js';

/** Positions of inputs that have one prompt, in order; prompts that only one input has are left out. */
export function samePrompt(inputs: readonly ScoreInput[]): number[][] {
  const groups = new Map<string, number[]>();
  inputs.forEach(({ prompt }, position) => {
    const key = JSON.stringify(prompt.flatMap(({ role, text }) => [role, text]));
    const group = groups.get(key);
    if (group) group.push(position);
    else groups.set(key, [position]);
  });
  return [...groups.values()].filter((positions) => positions.length > 1);
}
