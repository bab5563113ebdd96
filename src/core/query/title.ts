import type { Turn } from '../record.js';

const LENGTH = 120;

/** The last user turn's first 120 characters on one line, for lists; the last turn's where no user speaks. */
export function titleOf(prompt: readonly Turn[]): string {
  let last = prompt.length - 1;
  while (last > 0 && prompt[last]!.role.toLowerCase() !== 'user') last--;
  const turn = prompt[last]?.role.toLowerCase() === 'user' ? prompt[last] : prompt[prompt.length - 1];
  if (turn === undefined) return '';
  // White space is cut out of a little more than is shown, not of the whole text.
  const start = /^\s/.test(turn.text) ? Math.max(0, turn.text.search(/\S/)) : 0;
  const cut = turn.text.slice(start, start + LENGTH * 2);
  const title = /[^\S ]|\s\s/.test(cut) ? cut.replace(/\s+/g, ' ') : cut;
  const short = title.slice(0, LENGTH);
  const end = short.charCodeAt(short.length - 1);
  // No half of a character.
  return (end >= 0xd800 && end <= 0xdbff ? short.slice(0, -1) : short).trimEnd();
}
