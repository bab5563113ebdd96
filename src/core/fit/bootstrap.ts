import { solve } from './cholesky.js';
import { exampleSum, type Examples } from './examples.js';
import type { Features } from './features.js';
import type { LogisticHead } from './logistic.js';

/**
 * Heads as resamples of the training prompts would give them: each draws as many prompts as there are, with replacement,
 * and moves the fitted head by one Newton step to the resample's own (the score bootstrap). The draws are centred: the mean
 * of the members is the fitted head.
 */
export function* bootstrapMembers(
  features: Features,
  examples: Examples,
  training: Int32Array,
  { weights, curvature, surprise }: LogisticHead,
  members: number,
  random: () => number,
): Generator<void, Float64Array[]> {
  const prompts = [...new Set(Array.from(training, (example) => examples.group[example]!))];
  const drawn = new Map<number, number>();
  const moves: Float64Array[] = [];
  for (let member = 0; member < members; member++) {
    for (const prompt of prompts) drawn.set(prompt, 0);
    for (let n = 0; n < prompts.length; n++) {
      const prompt = prompts[Math.floor(random() * prompts.length)]!;
      drawn.set(prompt, drawn.get(prompt)! + 1);
    }
    // At the fitted head the terms of all examples and the penalty's cancel: the surplus is all that pulls.
    moves.push(solve(curvature, exampleSum(features, examples, training, (i) => (drawn.get(examples.group[i]!)! - 1) * surprise[i]!)));
    yield;
  }
  const mean = weights.map((_, k) => moves.reduce((sum, move) => sum + move[k]!, 0) / members);
  return moves.map((move) => weights.map((weight, k) => weight + move[k]! - mean[k]!));
}
