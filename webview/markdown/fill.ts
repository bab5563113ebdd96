/** Puts a text's Markdown into an element: what is seen first at once, the rest soon after. */
import { FOLD_ABOVE, HEAD, TAIL } from '../text/fold.js';
import { decorate } from './decorate.js';
import { blocks, type Block } from './parser.js';
import { prose } from './sanitise.js';
import { Work } from './work.js';

/** Characters of source that are put in at one step. */
const STEP = 3000;

/** What is shown of a text, and how the fold in it is drawn (`left` counts characters). */
export interface Filling {
  readonly whole: boolean;
  readonly foldBar: (left: number) => Node;
  /** Told as parts come in. */
  readonly filled: () => void;
}

/** Fills an element; the answer calls off what is not done. */
export function fill(into: Element, text: string, { whole, foldBar, filled }: Filling): () => void {
  const work = new Work();
  const { head, left, tail } = folded(blocks(text), whole);
  into.replaceChildren();
  for (const step of steps(head)) work.add(() => put(step));
  if (left > 0) work.add(() => into.append(foldBar(left)));
  for (const step of steps(tail)) work.add(() => put(step));
  work.portion();
  return () => work.stop();

  function put(step: readonly Block[]): void {
    const part = document.createElement('div');
    part.className = 'slice';
    part.append(prose(step.map((block) => block.html()).join('')));
    into.append(part);
    decorate(part, work);
    filled();
  }
}

function steps(all: readonly Block[]): readonly (readonly Block[])[] {
  const out: Block[][] = [];
  let size = Infinity;
  for (const block of all) {
    if (size >= STEP) {
      out.push([]);
      size = 0;
    }
    out.at(-1)?.push(block);
    size += block.size;
  }
  return out;
}

/** The first and the last blocks of a long text, and how many characters lie between them. */
function folded(all: readonly Block[], whole: boolean): { head: readonly Block[]; left: number; tail: readonly Block[] } {
  const total = all.reduce((sum, { size }) => sum + size, 0);
  if (whole || total <= FOLD_ABOVE) return { head: all, left: 0, tail: [] };
  let from = 0;
  let shown = 0;
  while (from < all.length && shown < HEAD) shown += all[from++]?.size ?? 0;
  let to = all.length;
  let end = 0;
  while (to > from && end < TAIL) end += all[--to]?.size ?? 0;
  return { head: all.slice(0, from), left: total - shown - end, tail: all.slice(to) };
}
