import type { Turn } from '../record.js';

const LENGTH = 120;

/** The last user turn's first 120 characters on one line, for lists; the last turn's where no user speaks. */
export function titleOf(prompt: readonly Turn[]): string {
  const turn = [...prompt].reverse().find(({ role }) => role.toLowerCase() === 'user') ?? prompt[prompt.length - 1];
  if (turn === undefined) return '';
  const title = turn.text.trimStart().slice(0, LENGTH * 4).replace(/\s+/g, ' ').trimEnd();
  return title.slice(0, LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
