/** What is typed into the filter: an SQL condition, words to look for in the texts, or a condition and `text:` with words. */
import type { ListQuery } from '../../src/protocol/views/list.js';

/** A filter as the list takes it. */
export type Filter = Required<Pick<ListQuery, 'where' | 'text'>>;

const TEXT = /(?:^|\s)text:/i;
/** What only a condition has: a comparison, a call, or a word of SQL that stands between values. */
const SQL = /[<>=]|\w\(|\b(is\s+(not\s+)?(null|true|false))\b|\bbetween\b.+\band\b|\bin\s*\(|\b(i?like|similar\s+to|glob)\s+'|^\s*not\s+\(|^\s*(true|false)\s*$/i;

/** Reads a filter. Text that has nothing of SQL in it is looked for as words. */
export function parseFilter(typed: string): Filter {
  const at = outsideLiterals(typed).search(TEXT);
  if (at >= 0) {
    const where = typed.slice(0, at).trim();
    return { where: where === '' ? null : where, text: typed.slice(at).replace(TEXT, '').trim() };
  }
  const text = typed.trim();
  if (text === '') return { where: null, text: '' };
  return isCondition(text) ? { where: text, text: '' } : { where: null, text };
}

/** Writes a filter as it can be typed. */
export function writtenFilter({ where, text = '' }: Pick<ListQuery, 'where' | 'text'>): string {
  if (text === '') return where ?? '';
  if (where !== null) return `${where} text: ${text}`;
  // Words that look like SQL must say that they are none.
  return isCondition(text) || TEXT.test(text) ? `text: ${text}` : text;
}

function isCondition(text: string): boolean {
  return SQL.test(outsideLiterals(text, "''"));
}

/** The text with what stands in quotes blanked out, places kept. */
function outsideLiterals(text: string, keep = ''): string {
  return text.replace(/'(?:[^']|'')*'?|"[^"]*"?/g, (quoted) => (keep === '' || quoted.startsWith('"') ? ' '.repeat(quoted.length) : `'${' '.repeat(Math.max(0, quoted.length - 1))}`));
}
