/** Characters of a dataset's text that would not be seen, or would move other characters: they are named instead. */

// Controls but tab and line feed, marks and overrides of direction, invisible spaces and joiners that no script needs, tags.
// Zero-width joiner and non-joiner stay: emoji, Persian and Indic scripts are written with them.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** A run of text, or one hidden character by its name. */
export type Piece = { readonly text: string } | { readonly hidden: string };

/** Text with one kind of line end: CR before LF is an ordinary one, and nothing to point at. */
export function lineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Splits text at hidden characters. */
export function pieces(text: string): readonly Piece[] {
  const plain = lineEnds(text);
  const out: Piece[] = [];
  let from = 0;
  for (const match of plain.matchAll(HIDDEN)) {
    if (match.index > from) out.push({ text: plain.slice(from, match.index) });
    out.push({ hidden: hiddenName(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < plain.length) out.push({ text: plain.slice(from) });
  return out;
}

/** Text on one line, hidden characters by name: for titles, names and tooltips. */
export function oneLine(text: string): string {
  return pieces(text).map((piece) => ('text' in piece ? piece.text : `[${piece.hidden}]`)).join('').replace(/\s+/g, ' ').trim();
}

function hiddenName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
