import type { Turn } from '../record.js';

/** HelpSteer's five attributes, in the order of its files. */
export const HELPSTEER = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'] as const;
/** Ends of their scale. */
export const HELPSTEER_MIN = 0;
export const HELPSTEER_MAX = 4;

const MARK = /<extra_id_1>(User|Assistant)\n/;

/** Turns of a HelpSteer prompt: plain text is one user turn; longer talks carry `<extra_id_1>User` and `Assistant` marks. */
export function helpsteerTurns(prompt: string): Turn[] {
  const [first = '', ...rest] = prompt.split(MARK);
  const turns: Turn[] = [];
  if (first !== '' || rest.length === 0) turns.push({ role: 'user', text: rest.length > 0 ? trimEnd(first) : first });
  for (let i = 0; i + 1 < rest.length; i += 2) {
    turns.push({ role: rest[i] === 'User' ? 'user' : 'assistant', text: trimEnd(rest[i + 1] as string) });
  }
  return turns;
}

/** The mark stands on a line of its own; the newline before it is not the speaker's. */
function trimEnd(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
