/** How much of a text's end is looked at, and how long a last line is that could have ended. */
const TAIL = 600;
const LINE = 40;
/** Ends of sentences that a text must have in its tail before one without is remarkable. */
const SENTENCES = 3;

const FENCE = '```';
/** Marks that most responses end with, and no cut-off one. */
const CLOSED = new Set([...'.!?\'")]}*…。！？'].map((mark) => mark.charCodeAt(0)));
/** How much of a line's end is looked at for its last word. */
const LAST_WORD = 60;
const SENTENCE = /[.!?\u2026\u3002\uff01\uff1f]["'\u201d\u2019)\]*_]*\s/g;
/** A line that needs no full stop: heading, list item, quotation, table, code, link, signature in brackets. */
const LAID_OUT = /^\s*(?:[-*+\u2022#>|`~$\\]|\d+[.)]|[A-Za-z][.)]\s|https?:|\[|<)/;
/** A last word that a sentence cannot end with, or a mark that something must follow. */
const OPEN_END = /(?:[,;(\[{\uff0c\u3001\uff08]|\b(?:the|a|an|and|or|of|to|with|for|from|your|their|its|is|are|was|were|that|which|because|as))$/i;
/** A word or number; an address, a path, a tag or a handle needs no full stop. */
const WORD_END = /\s[^\s/\\#@:_]*[\p{L}\p{N}]$/u;

/**
 * True where a response seems to stop in the middle: an unclosed code block, a comma or a word that a sentence cannot end
 * with, or, in a text of at least `least` characters that ends its sentences, a last line that does not end.
 */
export function isCutOff(response: string, least: number): boolean {
  const text = response.trimEnd();
  if (text === '') return false;
  if (fences(text) % 2 === 1) return true;
  if (CLOSED.has(text.charCodeAt(text.length - 1))) return false;
  const tail = text.slice(-TAIL);
  const line = tail.slice(tail.lastIndexOf('\n') + 1);
  // A space before it: the word that is looked at must begin in it.
  const end = line.length < LAST_WORD ? ` ${line}` : line.slice(-LAST_WORD);
  if (LAID_OUT.test(line)) return false;
  if (line.length < LINE / 2 || !(OPEN_END.test(end) || WORD_END.test(end))) return false;
  const sentences = tail.match(SENTENCE)?.length ?? 0;
  if (OPEN_END.test(end) && sentences > 0) return true;
  return text.length >= least && line.length >= LINE && sentences >= SENTENCES && WORD_END.test(end);
}

function fences(text: string): number {
  let count = 0;
  for (let at = text.indexOf(FENCE); at >= 0; at = text.indexOf(FENCE, at + FENCE.length)) count++;
  return count;
}
