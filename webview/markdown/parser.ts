/** Markdown as HTML that holds nothing of the data but text: no tags, no addresses that anything loads, code and formulas as marked text. */
import MarkdownIt from 'markdown-it';
import { maths } from './maths.js';

const OPTIONS = { html: false, linkify: true, breaks: true, typographer: false } as const;
/** Larger blocks stay plain text: one is written at a stroke. */
const LARGEST = 24_000;
/** Wider tables stay plain text too: every row is filled up to the heading's width. */
const COLUMNS = 64;
const INLINE_STEPS = ['inline', 'linkify', 'text_join'];

/** Finds the blocks of a text; the lines within them are left for later. */
const outer = new MarkdownIt(OPTIONS).use(maths);
outer.core.ruler.disable(INLINE_STEPS);
/** Reads the lines of one block. */
const inner = new MarkdownIt(OPTIONS).use(maths);
inner.core.ruler.enableOnly(INLINE_STEPS);
inner.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const md of [outer, inner]) md.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address);

type Token = ReturnType<typeof outer.parse>[number];

/** One block of the text: how many characters of the source it takes, and its HTML. */
export interface Block {
  readonly size: number;
  /** Made when it is asked for: what is out of view waits. */
  readonly html: () => string;
}

/** The blocks of a text, in order. Cheap: a text's lines are only read as blocks ask for their HTML. */
export function blocks(text: string): readonly Block[] {
  const env: Record<string, unknown> = {};
  const tokens = outer.parse(text, env);
  const lines = lineStarts(text);
  const offset = (line: number): number => lines[line] ?? text.length;
  const out: Block[] = [];
  let from = 0;
  for (let depth = 0, i = 0; i < tokens.length; i++) {
    depth += tokens[i]?.nesting ?? 0;
    if (depth > 0) continue;
    const group = tokens.slice(from, i + 1);
    const [first, last] = group[0]?.map ?? [0, 0];
    const source = text.slice(offset(first), offset(last));
    const plain = group[0]?.type !== 'fence' && (source.length > LARGEST || group.filter(({ type }) => type === 'th_open').length > COLUMNS);
    out.push({ size: source.length, html: () => (plain ? `<pre class="plain">${escape(source)}</pre>` : written(text, group, env)) });
    from = i + 1;
  }
  return out;
}

function written(text: string, group: Token[], env: Record<string, unknown>): string {
  const state = new inner.core.State(text, inner, env);
  state.tokens = group;
  inner.core.process(state);
  return inner.renderer.render(state.tokens, inner.options, env);
}

function lineStarts(text: string): readonly number[] {
  const out = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) out.push(at + 1);
  return out;
}

const escape = (text: string): string => inner.utils.escapeHtml(text);

const { rules } = inner.renderer;
rules['math'] = (tokens, i) => {
  const { content, markup, meta } = tokens[i] as Token;
  const { display } = meta as { display: boolean };
  return `<span class="math${display ? ' display' : ''}" data-tex="${escape(content)}">${escape(markup)}</span>`;
};
rules['fence'] = rules['code_block'] = (tokens, i) => {
  const { content, info } = tokens[i] as Token;
  const language = info.trim().split(/\s+/)[0] ?? '';
  return `<pre class="code" data-language="${escape(language)}">${escape(content.replace(/\n$/, ''))}</pre>`;
};
rules['image'] = (tokens, i, options, env, self) => {
  const token = tokens[i] as Token;
  const address = String(token.attrGet('src') ?? '');
  const alt = self.renderInlineAsText(token.children ?? [], options, env);
  return `<span class="image"><span class="to" data-to="${escape(address)}">${escape(alt || 'image')}</span><span class="address">${escape(address)}</span></span>`;
};
rules['link_open'] = (tokens, i) => `<span class="to" data-to="${escape(String((tokens[i] as Token).attrGet('href') ?? ''))}">`;
rules['link_close'] = (tokens, i) => {
  // The address is read beside the words, unless it is the words.
  let open = i - 1;
  while (open > 0 && tokens[open]?.type !== 'link_open') open--;
  const address = String(tokens[open]?.attrGet('href') ?? '');
  const words = tokens.slice(open + 1, i).map((token) => token.content).join('');
  return `</span>${words === address ? '' : `<span class="address">${escape(address)}</span>`}`;
};
/** Alignment of a column as a class: the page's policy allows no style attributes. */
for (const rule of ['th_open', 'td_open'] as const) {
  rules[rule] = (tokens, i) => {
    const token = tokens[i] as Token;
    const side = /text-align:(left|right|center)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    return `<${token.tag}${side ? ` class="${side}"` : ''}>`;
  };
}
/** Headings of a text are none of the page's. */
rules['heading_open'] = (tokens, i) => `<div class="heading ${(tokens[i] as Token).tag}">`;
rules['heading_close'] = () => '</div>';
