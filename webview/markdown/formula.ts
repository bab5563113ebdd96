/** Formulas as MathML, which the browser draws without fonts or styles of ours. */
import katex from 'katex';
import { mathML } from './sanitise.js';

const OPTIONS = { output: 'mathml', throwOnError: true, trust: false, strict: 'ignore', maxSize: 20, maxExpand: 200 } as const;
const KEPT = 500;
/** Formulas by their source; the same ones come again in the other response. */
const made = new Map<string, DocumentFragment | string>();

/** A formula, or what is wrong with its source. */
export function formula(tex: string, display: boolean): DocumentFragment | string {
  const key = `${display ? 'D' : 'I'}${tex}`;
  let found = made.get(key);
  if (found === undefined) {
    found = draw(tex, display);
    if (made.size >= KEPT) made.clear();
    made.set(key, found);
  }
  return typeof found === 'string' ? found : (found.cloneNode(true) as DocumentFragment);
}

function draw(tex: string, displayMode: boolean): DocumentFragment | string {
  try {
    return mathML(katex.renderToString(tex, { ...OPTIONS, displayMode }));
  } catch (error) {
    return (error as Error).message.replace(/^KaTeX parse error: /, '');
  }
}
