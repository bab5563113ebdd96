/** Formulas in Markdown: `$…$` and `\(…\)` in a line, `$$…$$`, `\[…\]` and `\begin{…}` environments. They become tokens `math` with the TeX source. */
import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;
type StateInline = InstanceType<Parser['inline']['State']>;
type StateBlock = InstanceType<Parser['block']['State']>;

/** Longer sources are no formula: they stay text. */
const LONGEST = 4000;

/** Teaches a parser the delimiters. */
export function maths(md: Parser): void {
  // Before escapes, for Markdown reads `\(` as a parenthesis.
  md.inline.ruler.before('escape', 'math', inline);
  md.block.ruler.before('fence', 'math', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

/** A formula at the position, or null: where its source and the formula itself end, and whether it stands alone. */
export function formulaAt(text: string, from: number): { readonly tex: string; readonly end: number; readonly display: boolean } | null {
  for (const { open, close, display } of DELIMITERS) {
    if (!text.startsWith(open, from)) continue;
    const start = from + open.length;
    const at = closing(text, start, close);
    if (at < 0) return null;
    const tex = text.slice(start, at);
    if (tex.trim() === '' || (open === '$' && !isDollarMath(text, tex, at))) return null;
    return { tex, end: at + close.length, display };
  }
  return null;
}

const DELIMITERS = [
  { open: '$$', close: '$$', display: true },
  { open: '\\[', close: '\\]', display: true },
  { open: '\\(', close: '\\)', display: false },
  { open: '$', close: '$', display: false },
] as const;

/** Where a formula that begins at `from` closes; -1 where it does not within its greatest length. */
function closing(text: string, from: number, close: string): number {
  // Only so far: a text of many openings would be searched to its end for each.
  const within = text.slice(from, from + LONGEST + close.length);
  for (let at = within.indexOf(close); at >= 0; at = within.indexOf(close, at + 1)) {
    // An odd number of backslashes before a dollar makes it a character of the formula.
    let slashes = 0;
    while (at > slashes && within[at - 1 - slashes] === '\\') slashes++;
    if (close[0] !== '$' || slashes % 2 === 0) return from + at;
  }
  return -1;
}

/** Pandoc's rule, so that prices stay prices: no space inside the dollars, no digit after them, one paragraph. */
function isDollarMath(text: string, tex: string, end: number): boolean {
  return !/^\s|\s$|\n\s*\n/.test(tex) && !/[0-9]/.test(text[end + 1] ?? '');
}

function inline(state: StateInline, silent: boolean): boolean {
  const char = state.src.charCodeAt(state.pos);
  if (char !== 0x24 && char !== 0x5c) return false;
  const found = formulaAt(state.src, state.pos);
  if (!found || found.end > state.posMax) return false;
  if (!silent) push(state.push('math', '', 0), found.tex, found.display, state.src.slice(state.pos, found.end));
  state.pos = found.end;
  return true;
}

const ENVIRONMENT = /^\\begin\{(equation|align|alignat|gather|multline|CD|cases|matrix|pmatrix|bmatrix|vmatrix|array|split|aligned|gathered)(\*?)\}/;

function block(state: StateBlock, line: number, last: number, silent: boolean): boolean {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const head = state.src.slice(from, from + 40);
  const environment = ENVIRONMENT.exec(head);
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4 || !(head.startsWith('$$') || head.startsWith('\\[') || environment)) return false;
  const close = environment ? `\\end{${environment[1]}${environment[2]}}` : '';
  const found = environment ? environmentAt(state.src, from, close) : formulaAt(state.src, from);
  // What follows on its last line belongs to a paragraph, which takes the formula into its line.
  if (!found || /\S/.test(state.src.slice(found.end, lineEnd(state.src, found.end)))) return false;
  let next = line;
  while (next < last && (state.eMarks[next] ?? 0) < found.end) next++;
  if (next >= last) return false;
  if (silent) return true;
  const token = state.push('math', '', 0);
  push(token, found.tex, true, state.src.slice(from, found.end));
  token.block = true;
  token.map = [line, next + 1];
  state.line = next + 1;
  return true;
}

function environmentAt(text: string, from: number, close: string): { tex: string; end: number } | null {
  const at = closing(text, from, close);
  if (at < 0) return null;
  const end = at + close.length;
  return { tex: text.slice(from, end), end };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function push(token: { content: string; markup: string; meta: unknown }, tex: string, display: boolean, source: string): void {
  token.content = tex;
  token.markup = source;
  token.meta = { display };
}
