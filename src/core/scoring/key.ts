/** What makes two inputs the same to a model. */
import type { ScoreInput } from './scores.js';

/** Canonical text of an input: equal for equal roles and texts, different otherwise; lone surrogates are kept apart. */
export function keyText(input: ScoreInput): string {
  return JSON.stringify([...input.prompt.flatMap((turn) => [turn.role, turn.text]), input.response]);
}
