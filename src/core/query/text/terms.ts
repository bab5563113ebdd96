/** A text search: words that the prompt or the responses must hold, whatever their case. */
import type { PreferenceRecord } from '../../record.js';

/** More terms than these are not looked for: one bit of a byte each. */
export const MOST_TERMS = 8;

/** The terms of a search: words, or phrases in double quotes; in lower case, each once. */
export function termsOf(text: string): readonly string[] {
  const found = [...text.matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([whole, phrase]) => (phrase ?? whole).trim().toLowerCase());
  return [...new Set(found.filter((term) => term !== ''))].slice(0, MOST_TERMS);
}

/** Which terms the texts hold, one bit a term. */
export function termsIn({ prompt, responses }: Pick<PreferenceRecord, 'prompt' | 'responses'>, terms: readonly string[]): number {
  const all = allTerms(terms);
  let mask = 0;
  for (const { text } of [...prompt, ...responses]) {
    const lower = text.toLowerCase();
    terms.forEach((term, i) => {
      if (lower.includes(term)) mask |= 1 << i;
    });
    if (mask === all) return all;
  }
  return mask;
}

/** The bits of all terms. */
export function allTerms(terms: readonly string[]): number {
  return (1 << terms.length) - 1;
}
