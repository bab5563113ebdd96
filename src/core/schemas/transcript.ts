import type { Turn } from '../record.js';

/** Only fixed text in the marks: a run of a million newlines must not be searched again from each of them. */
const MARK = /\n\n(Human|Assistant):[ ]?/;
const HEADING = /\n## (Human|Assistant):\n?/;

/** True for hh-rlhf's transcript, which starts with a speaker's mark. */
export function isTranscript(text: string): boolean {
  const start = text.startsWith('\n\n') ? 2 : 0;
  return text.startsWith('Human:', start) || text.startsWith('Assistant:', start);
}

/** Turns of a transcript (`\n\nHuman: ...\n\nAssistant: ...`, the first newlines may be missing); null where the text does not start with a mark. */
export function transcriptTurns(text: string): Turn[] | null {
  if (!isTranscript(text)) return null;
  return spoken((text.startsWith('\n\n') ? text : `\n\n${text}`).split(MARK));
}

/** Turns under headings (`## Human:` and `## Assistant:` on lines of their own); null where the text does not start with one. */
export function headedTurns(text: string): Turn[] | null {
  if (!text.startsWith('## Human:') && !text.startsWith('## Assistant:')) return null;
  const turns = spoken(`\n${text}`.split(HEADING));
  // Blank lines before the next heading are the layout's; those at the end are the response's own.
  return turns.map(({ role, text: said }, i) => ({ role, text: i + 1 < turns.length ? withoutEnd(said) : said }));
}

/** A turn of a list like `["Human: ...", "Assistant: ..."]`; null where it names no speaker. */
export function listedTurn(text: string): Turn | null {
  // Most turns begin with the mark itself; this runs for each of every row.
  for (const mark of ['Human: ', 'Assistant: ']) if (text.startsWith(mark)) return { role: speaker(mark.slice(0, -2)), text: text.slice(mark.length) };
  const match = /^\s*(Human|Assistant):[ ]?/.exec(text);
  return match ? { role: speaker(match[1]), text: text.slice(match[0].length) } : null;
}

/** Splits conversations into the turns that all share and the response that ends each; a response has at least one turn. */
export function splitShared(talks: readonly (readonly Turn[])[]): { prompt: Turn[]; responses: string[] } {
  const first = talks[0] ?? [];
  const most = talks.reduce((least, turns) => Math.min(least, turns.length), Infinity) - 1;
  let shared = 0;
  while (shared < most && talks.every((turns) => same(turns[shared], first[shared]))) shared++;
  return { prompt: first.slice(0, shared), responses: talks.map((turns) => ending(turns.slice(shared))) };
}

function spoken([, ...rest]: readonly string[]): Turn[] {
  const turns: Turn[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) turns.push({ role: speaker(rest[i]), text: rest[i + 1] as string });
  return turns;
}

function speaker(mark: string | undefined): string {
  return mark === 'Human' ? 'user' : 'assistant';
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

function same(a: Turn | undefined, b: Turn | undefined): boolean {
  return a?.role === b?.role && a?.text === b?.text;
}

/** One turn that is not the user's is its text; a longer ending keeps its speakers. */
function ending(turns: readonly Turn[]): string {
  const [only, ...more] = turns;
  if (only && only.role !== 'user' && more.length === 0) return only.text;
  return turns.map(({ role, text }) => `${role === 'user' ? 'Human' : role === 'assistant' ? 'Assistant' : role}: ${text}`).join('\n\n');
}
