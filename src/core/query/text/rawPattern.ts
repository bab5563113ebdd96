/** Text as it stands in the bytes of JSON: a first sieve that leaves nothing out. */

const ENCODER = new TextEncoder();

/** Matches a term (in lower case) in JSON text of UTF-8 read byte by byte (Latin-1), however its characters are escaped, but for letters and digits written as escapes: `ESCAPED` finds those. */
export function rawPattern(term: string): RegExp {
  return new RegExp([...term].map(charPattern).join(''), 'i');
}

/** Letters and digits written as escapes, which nobody does but who hides something. */
export const ESCAPED = /\\u00(?:3[0-9]|[46][1-9a-f]|[57][0-9a])/i;

function charPattern(char: string): string {
  if (/^[a-z0-9]$/.test(char)) return foreign(char) ?? char;
  const forms = new Set([char, char.toUpperCase(), char.toLowerCase()]);
  return `(?:${[...forms].flatMap(formsOf).join('|')})`;
}

/** Letters that another alphabet's character becomes in lower case: the Kelvin sign is a k. */
function foreign(char: string): string | null {
  if (char === 'k') return `(?:k|${bytes('\u212a')}|\\\\u212a)`;
  return null;
}

/** How one character (or what its other case is made of) may be written. */
function formsOf(text: string): string[] {
  const escapes = Array.from({ length: text.length }, (_, i) => `\\\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
  const short = SHORT.get(text);
  return [bytes(text), escapes, ...(short === undefined ? [] : [short])];
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\\\"'], ['\\', '\\\\\\\\'], ['/', '\\\\/'], ['\n', '\\\\n'], ['\t', '\\\\t'], ['\r', '\\\\r'], ['\b', '\\\\b'], ['\f', '\\\\f'],
]);

function bytes(text: string): string {
  return [...ENCODER.encode(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
