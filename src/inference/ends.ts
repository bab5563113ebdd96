/** Very long texts, of which a model reads the ends only. */

/** Texts above this many characters are read at their ends only, where that gives the same tokens. */
export const LONG_TEXT = 65_536;

/**
 * Ids of a text of which at most `room` are used, from both its ends. A very long text is read at its ends, cut at
 * white space; only if those hold too few tokens to be sure of the same result is the whole of it read.
 */
export function encodeEnds(text: string, room: number, encode: (text: string) => number[]): number[] {
  if (text.length <= LONG_TEXT) return encode(text);
  const start = text.slice(0, LONG_TEXT / 2).search(/\s\S*$/);
  const end = text.slice(-LONG_TEXT / 2).search(/\s/);
  if (start < 0 || end < 0) return encode(text);
  const head = encode(text.slice(0, start));
  const tail = encode(text.slice(text.length - LONG_TEXT / 2 + end));
  return head.length >= room && tail.length >= room ? [...head, ...tail] : encode(text);
}
