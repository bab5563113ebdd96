/** Code in colours, for the languages that responses are mostly written in. */
import hljs from 'highlight.js/lib/common';
import { code } from './sanitise.js';

/** Longer code stays in one colour. */
const LONGEST = 20_000;

/** The code as spans; null where the language is not known, or the code is long. A language is never guessed. */
export function highlighted(text: string, language: string): DocumentFragment | null {
  if (text.length > LONGEST || !hljs.getLanguage(language)) return null;
  return code(hljs.highlight(text, { language, ignoreIllegals: true }).value);
}
