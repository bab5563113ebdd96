/** What rendered Markdown gets besides its tags: hidden characters by name, links that can be asked for, code in colours, formulas. */
import { t } from '@vscode/l10n';
import { later, type Later } from '../later.js';
import { pieces } from '../text/hostile.js';
import type { Work } from './work.js';

/** Finishes a part that stands in the page; slow things are left to `work`, in the order of the text. */
export function decorate(part: Element, work: Work): void {
  nameHidden(part);
  for (const link of part.querySelectorAll<HTMLElement>('.to')) {
    link.setAttribute('role', 'link');
    link.tabIndex = 0;
    link.title = t('Open {0}', link.dataset['to'] ?? '');
  }
  for (const element of part.querySelectorAll<HTMLElement>('.math, pre.code[data-language]:not([data-language=""])')) {
    if (element.localName === 'pre') withModule(highlighter, work, ({ highlighted }) => {
      const coloured = highlighted(element.textContent ?? '', element.dataset['language']?.toLowerCase() ?? '');
      if (coloured) element.replaceChildren(coloured);
    });
    else withModule(formulas, work, ({ formula }) => {
      const made = formula(element.dataset['tex'] ?? '', element.classList.contains('display'));
      if (typeof made === 'string') element.title = made;
      else element.replaceChildren(made);
      element.classList.add(typeof made === 'string' ? 'wrong' : 'drawn');
    });
  }
}

const highlighter = later(() => import('./highlight.js'));
const formulas = later(() => import('./formula.js'));

function withModule<T>(part: Later<T>, work: Work, use: (module: T) => void): void {
  const here = part.now(() => {
    const come = part.now();
    if (come) work.add(() => use(come));
  });
  if (here) work.add(() => use(here));
}

function nameHidden(part: Element): void {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const found = pieces(text.data);
    if (found.every((piece) => 'text' in piece)) continue;
    text.replaceWith(...found.map((piece) => ('text' in piece ? piece.text : named(piece.hidden))));
  }
}

function named(name: string): Element {
  const mark = document.createElement('span');
  mark.className = 'ctl';
  mark.textContent = name;
  return mark;
}
