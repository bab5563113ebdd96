/** The two texts a model reads of an input. */
import type { ScoreInput } from '../core/scoring/scores.js';
import type { Template } from './modelRules.js';

/** Every turn of the prompt, trimmed, behind its speaker's label. */
export function promptText(prompt: ScoreInput['prompt'], template: Template): string {
  const label = (role: string) => template.labels[role] ?? template.labels['user'] ?? '';
  return prompt.map((turn) => label(turn.role) + turn.text.trim()).join(template.separator);
}

/** The response alone, trimmed, with no label. */
export function responseText(response: string): string {
  return response.trim();
}
