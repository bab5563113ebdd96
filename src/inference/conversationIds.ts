/** A conversation's token ids, cut to the length of the model. */
import { encodeEnds, LONG_TEXT } from './ends.js';
import type { ModelRules } from './modelRules.js';
import { cut, share } from './truncation.js';

type Encode = (text: string) => number[];

/**
 * Ids of a text that ends in a response (and what a template puts after it); too long a text loses the middles of prompt and
 * response. `whole` puts the tokenizer's special tokens around a text, `bare` none.
 */
export function withinLength(
  text: string,
  response: string,
  { maxLength, promptFloor }: Pick<ModelRules, 'maxLength' | 'promptFloor'>,
  whole: Encode,
  bare: Encode,
): readonly number[] {
  const ids = text.length <= LONG_TEXT ? whole(text) : null;
  if (ids !== null && ids.length <= maxLength) return ids;
  const [before, own, after] = split(text, response);
  const tail = cut([...bare(after), ...special(whole, true)], Math.floor(maxLength / 4));
  const room = maxLength - tail.length;
  const opening = [...special(whole), ...encodeEnds(before, room, bare)];
  if (ids === null) {
    const answer = encodeEnds(own, room, bare);
    if (opening.length + answer.length + tail.length <= maxLength) return whole(text);
    const kept = share(opening.length, answer.length, room, promptFloor);
    return [...cut(opening, kept.prompt), ...cut(answer, kept.response), ...tail];
  }
  // Where prompt and response meet, the whole text's tokens count: the parts by themselves may have others there.
  const start = matching(ids, opening, (list, i) => list[i]);
  const end = Math.min(ids.length - start, matching(ids, tail, (list, i) => list[list.length - 1 - i]));
  const kept = share(start, ids.length - start - end, maxLength - end, promptFloor);
  return [...cut(ids.slice(0, start), kept.prompt), ...cut(ids.slice(start, ids.length - end), kept.response), ...ids.slice(ids.length - end)];
}

/** How many of two lists' items are the same, counted from one end. */
function matching(a: readonly number[], b: readonly number[], at: (list: readonly number[], i: number) => number | undefined): number {
  let count = 0;
  while (count < a.length && count < b.length && at(a, count) === at(b, count)) count += 1;
  return count;
}

/** Special tokens before a text, or after it. */
function special(whole: Encode, after = false): number[] {
  const empty = whole('');
  if (empty.length === 0) return [];
  const ids = whole('a');
  const start = ids.findIndex((id, i) => id !== empty[i]);
  const count = start < 0 ? empty.length : start;
  return after ? empty.slice(count) : empty.slice(0, count);
}

/** The text before the response, the response as it stands in the text, and what follows it. */
function split(text: string, response: string): [string, string, string] {
  for (const own of [response, response.trim()]) {
    const at = own === '' ? -1 : text.lastIndexOf(own);
    if (at >= 0) return [text.slice(0, at), own, text.slice(at + own.length)];
  }
  return [text, '', ''];
}
