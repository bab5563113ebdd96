import type { ScoreInput } from './scores.js';

/** How turns become the first of the two texts a model reads. */
export interface Template {
  /** Put before a turn's text, by role; a role that is missing takes the user's. */
  readonly labels: Readonly<Record<string, string>>;
  readonly separator: string;
}

/** Every turn of the prompt, trimmed, behind its speaker's label. */
export function promptText(prompt: ScoreInput['prompt'], template: Template): string {
  const label = (role: string) => (Object.hasOwn(template.labels, role) ? template.labels[role] : template.labels['user']) ?? '';
  return prompt.map((turn) => label(turn.role) + turn.text.trim()).join(template.separator);
}
