/** The second text a model reads of an input, and both as one. */
import { promptText, type Template } from '../core/scoring/promptText.js';
import type { ScoreInput } from '../core/scoring/scores.js';

/** The response alone, trimmed, with no label. */
export function responseText(response: string): string {
  return response.trim();
}

/** Prompt and response as one text; the response has the assistant's label, where there is one. */
export function conversationText({ prompt, response }: ScoreInput, template: Template): string {
  const answer = (template.labels['assistant'] ?? '') + responseText(response);
  return prompt.length === 0 ? answer : promptText(prompt, template) + template.separator + answer;
}
