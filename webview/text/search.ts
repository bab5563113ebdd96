/** Words of the filter, marked in the page without touching it: ranges that the browser paints. */

/** Name of the highlight; `::highlight(tb-search)` draws it. */
const NAME = 'tb-search';
/** Marks in one text beyond these are left out. */
const MOST = 300;

/** Places of the terms in a text, without regard to case, in order and without overlaps: [from, to]. */
export function places(text: string, terms: readonly string[]): readonly (readonly [number, number])[] {
  const low = text.toLowerCase();
  // Lower case may be longer (İ): places would then be others.
  const hay = low.length === text.length ? low : text;
  const out: [number, number][] = [];
  for (const term of terms) {
    const needle = hay === low ? term.toLowerCase() : term;
    if (needle === '') continue;
    for (let at = hay.indexOf(needle); at >= 0 && out.length < MOST * 2; at = hay.indexOf(needle, at + needle.length)) out.push([at, at + needle.length]);
  }
  out.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return out.filter(([from, to]) => {
    const free = from >= end;
    if (free) end = to;
    return free;
  }).slice(0, MOST);
}

/** The marks of one element's text. */
export class SearchMarks {
  #ranges: readonly Range[] = [];

  /** Marks the terms in the element's text as it stands now. */
  set(root: Node, terms: readonly string[]): void {
    this.clear();
    if (terms.length === 0 || typeof Highlight === 'undefined') return;
    const nodes: { readonly node: Text; readonly from: number }[] = [];
    let text = '';
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      nodes.push({ node, from: text.length });
      text += node.data;
    }
    let i = 0;
    const at = (place: number, end: boolean): [Text, number] | null => {
      while (i + 1 < nodes.length && (nodes[i + 1]?.from ?? 0) + (end ? 1 : 0) <= place) i++;
      const found = nodes[i];
      return found ? [found.node, place - found.from] : null;
    };
    this.#ranges = places(text, terms).flatMap(([from, to]) => {
      const start = at(from, false);
      const finish = at(to, true);
      if (!start || !finish) return [];
      const range = new Range();
      range.setStart(...start);
      range.setEnd(...finish);
      return [range];
    });
    const marks = CSS.highlights.get(NAME) ?? new Highlight();
    for (const range of this.#ranges) marks.add(range);
    CSS.highlights.set(NAME, marks);
  }

  clear(): void {
    const marks = CSS.highlights?.get(NAME);
    for (const range of this.#ranges) marks?.delete(range);
    this.#ranges = [];
  }
}
