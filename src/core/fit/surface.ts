/**
 * What can be seen of a response without understanding it: how long it is, how much of it is the prompt's own words, how it
 * is laid out. People's preferences lean on these, each data set's in its own way.
 */
export const SURFACE_FEATURES = 16;

/** Characters that are looked at of either text; longer ones are judged by their beginning. */
const MOST_CHARACTERS = 20_000;

/** The surface features of a response to a prompt: finite numbers, no order of magnitude apart. */
export function surfaceFeatures(prompt: string, response: string): Float32Array {
  const text = response.slice(0, MOST_CHARACTERS);
  const words = wordsOf(text);
  const asked = wordsOf(prompt.slice(0, MOST_CHARACTERS));
  const n = Math.max(1, words.length);
  const length = Math.log1p(response.length);
  const places = new Map(asked.map((word, place) => [word, place] as const).reverse());
  const copied = words.filter((word) => places.has(word));
  const pairs = new Set(asked.map((word, i) => `${word} ${asked[i + 1] ?? ''}`));
  const copiedPairs = words.filter((word, i) => i + 1 < words.length && pairs.has(`${word} ${words[i + 1]}`)).length;
  const share = (pattern: RegExp) => count(text, pattern) / n;
  return Float32Array.of(
    length,
    length * length,
    Math.log1p(words.length),
    copied.length / n,
    copiedPairs / n,
    // Where in the prompt the copied words come first, from 0 to 1.
    copied.reduce((sum, word) => sum + places.get(word)!, 0) / Math.max(1, copied.length * asked.length),
    new Set(words).size / n,
    words.reduce((sum, word) => sum + Math.min(word.length, 30), 0) / n,
    Math.log1p(count(text, /[.!?\u3002](?=\s|$)/gu)),
    /[\p{P}`)\]]\s*$/u.test(text) ? 1 : 0,
    share(/\?/gu),
    share(/\p{N}+/gu),
    share(/,/gu),
    share(/\p{Lu}/gu),
    Math.log1p(count(text, /\n/gu)),
    Math.log1p(count(text, /^\s*(?:[-*\u2022#]|\d+[.)])\s|\*\*|`/gmu)),
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
