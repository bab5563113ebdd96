import type { Turn } from '../record.js';

const MARK = /\n\n(Human|Assistant):[ ]?/;

/** Turns of hh-rlhf's transcript (`\n\nHuman: ...\n\nAssistant: ...`); null where the text does not start with a mark. */
export function transcriptTurns(text: string): Turn[] | null {
  const [before, ...rest] = text.split(MARK);
  if (before !== '' || rest.length === 0) return null;
  const turns: Turn[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) turns.push({ role: speaker(rest[i]), text: rest[i + 1] as string });
  return turns;
}

/** A turn of a list like `["Human: ...", "Assistant: ..."]`; null where it names no speaker. */
export function listedTurn(text: string): Turn | null {
  const match = /^\s*(Human|Assistant):[ ]?/.exec(text);
  return match ? { role: speaker(match[1]), text: text.slice(match[0].length) } : null;
}

function speaker(mark: string | undefined): string {
  return mark === 'Human' ? 'user' : 'assistant';
}

/** Splits two conversations into the turns they share and the response that ends each; a response has at least one turn. */
export function splitShared(a: readonly Turn[], b: readonly Turn[]): { prompt: Turn[]; responses: [string, string] } {
  const most = Math.min(a.length, b.length) - 1;
  let shared = 0;
  while (shared < most && same(a[shared], b[shared])) shared++;
  return { prompt: a.slice(0, shared), responses: [ending(a.slice(shared)), ending(b.slice(shared))] };
}

function same(a: Turn | undefined, b: Turn | undefined): boolean {
  return a?.role === b?.role && a?.text === b?.text;
}

/** One assistant turn is its text; a longer ending keeps its speakers. */
function ending(turns: readonly Turn[]): string {
  const [only, ...more] = turns;
  if (only?.role === 'assistant' && more.length === 0) return only.text;
  return turns.map(({ role, text }) => `${role === 'user' ? 'Human' : 'Assistant'}: ${text}`).join('\n\n');
}
