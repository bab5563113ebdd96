/** Walks over JSON as bytes, by structure alone: what stands between brackets and quotes is not judged. */

const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;

/** True for the four bytes that may stand between JSON values. */
export function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === 10 || byte === 13 || byte === 9;
}

/** First byte from `at` that is no white space; the length where there is none. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  while (isSpace(bytes[at])) at++;
  return Math.min(at, bytes.length);
}

/** Place after a byte order mark, where there is one. */
export function skipMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Place after the quote that closes a string whose content goes on at `at`; -1 where it does not end. */
export function endOfString(bytes: Uint8Array, at: number): number {
  for (let quote = bytes.indexOf(QUOTE, at); quote !== -1; quote = bytes.indexOf(QUOTE, quote + 1)) {
    if (backslashesBefore(bytes, quote, at) % 2 === 0) return quote + 1;
  }
  return -1;
}

/** How many backslashes end at `end`, not looking before `low`. */
export function backslashesBefore(bytes: Uint8Array, end: number, low: number): number {
  let at = end;
  while (at > low && bytes[at - 1] === BACKSLASH) at--;
  return end - at;
}

/** Place after the value that begins at `at`; -1 where it goes on past the end. */
export function endOfValue(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let i = at; i < bytes.length; ) {
    const byte = bytes[i++] as number;
    if (byte === QUOTE) {
      i = endOfString(bytes, i);
      if (i === -1) return -1;
      if (depth === 0) return i;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (--depth <= 0) return depth === 0 ? i : i - 1;
    } else if (depth === 0 && (byte === 0x2c || isSpace(byte))) {
      return i - 1;
    }
  }
  return -1;
}
