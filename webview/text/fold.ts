/** Long texts: what is shown at first, and how the whole is cut so that the browser lays out only what is seen. */

/** Longer texts are folded in the middle; their end stays in view. */
export const FOLD_ABOVE = 24_000;
/** Of those, about so much of the beginning and the end is shown. */
export const HEAD = 12_000;
export const TAIL = 4_000;
const CHUNK = 8_000;

/** A folded text: its beginning, how many characters are left out, its end. */
export interface Folded {
  readonly head: string;
  readonly left: number;
  readonly tail: string;
}

/** Folds a text; null where it is short enough to show whole. */
export function fold(text: string): Folded | null {
  if (text.length <= FOLD_ABOVE) return null;
  const headEnd = cut(text, HEAD);
  const tailStart = cut(text, text.length - TAIL);
  return { head: text.slice(0, headEnd), left: tailStart - headEnd, tail: text.slice(tailStart) };
}

/** Cuts a text at line ends into parts of about 8,000 characters; a longer line is cut within. */
export function chunks(text: string): readonly string[] {
  const out: string[] = [];
  let from = 0;
  while (text.length - from > 2 * CHUNK) {
    const end = cut(text, from + CHUNK);
    out.push(text.slice(from, end));
    from = end;
  }
  out.push(text.slice(from));
  return out;
}

/** A cut near a position: after the next line end, or between two characters where none is near. */
function cut(text: string, near: number): number {
  const line = text.indexOf('\n', near);
  if (line >= 0 && line - near < CHUNK) return line + 1;
  const low = text.charCodeAt(near);
  return low >= 0xdc00 && low <= 0xdfff ? near + 1 : near;
}
