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

/** Prompt and response as one text; the response has the assistant's label, where there is one. */
export function conversationText({ prompt, response }: ScoreInput, template: Template): string {
  const answer = (template.labels['assistant'] ?? '') + responseText(response);
  return prompt.length === 0 ? answer : promptText(prompt, template) + template.separator + answer;
}
