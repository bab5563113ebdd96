/** Completion of an SQL condition: which part of it is being written, and what could stand there. */
import { t } from '@vscode/l10n';
import type { ColumnInfo } from '../../src/protocol/columns.js';

/** The part that is being written: a word, or a value of a column in quotes; characters `from` to `to` are replaced. */
export type Written =
  | { readonly kind: 'word'; readonly from: number; readonly to: number; readonly prefix: string }
  | { readonly kind: 'value'; readonly from: number; readonly to: number; readonly prefix: string; readonly column: string };

/** Something that could stand there. */
export interface Offer {
  readonly label: string;
  readonly insert: string;
  readonly detail: string;
}

/** Most offers at once. */
const MOST = 60;
const KEYWORDS = ['and', 'or', 'not', 'between', 'is null', 'is not null', 'like', 'ilike', 'in'];

/** What is being written at the caret; null where nothing can be completed. `asked`: also where no letter stands yet. */
export function writtenAt(text: string, caret: number, asked = false): Written | null {
  const before = text.slice(0, caret);
  if (/(?:^|\s)text:/i.test(before)) return null;
  if (inLiteral(before)) {
    const open = before.lastIndexOf("'");
    const column = columnBefore(before.slice(0, open));
    if (column === null) return null;
    const rest = /^[^']*/.exec(text.slice(caret))?.[0] ?? '';
    return { kind: 'value', from: open + 1, to: caret + rest.length, prefix: before.slice(open + 1), column };
  }
  const prefix = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '';
  if (prefix === '' && (!asked || /[\d"]$/.test(before))) return null;
  const rest = /^[\p{L}\p{N}_]*/u.exec(text.slice(caret))?.[0] ?? '';
  return { kind: 'word', from: caret - prefix.length, to: caret + rest.length, prefix };
}

/** What a word could become: columns that begin so, then those that have it inside; words of SQL after a column. */
export function wordOffers(prefix: string, columns: readonly ColumnInfo[]): readonly Offer[] {
  const wanted = prefix.toLowerCase();
  const offer = ({ name, type, doc, empty }: ColumnInfo): Offer => ({
    label: name,
    insert: type === 'texts' && name === 'flags' ? "list_contains(flags, '" : /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`,
    detail: empty ? t('{0} No record has a value.', doc) : doc,
  });
  const named = columns.filter(({ name }) => name.toLowerCase().includes(wanted));
  const begins = named.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  // What no record has a value of comes last.
  const ranked = [...begins, ...named.filter((column) => !begins.includes(column))].sort((a, b) => Number(a.empty) - Number(b.empty));
  const keywords = wanted === '' ? [] : KEYWORDS.filter((word) => word.startsWith(wanted) && word !== wanted).map((word): Offer => ({ label: word, insert: word, detail: '' }));
  return [...ranked.map(offer), ...keywords].filter(({ label }) => label !== prefix).slice(0, MOST);
}

/** What a value could become. */
export function valueOffers(prefix: string, values: readonly string[], after: string): readonly Offer[] {
  const wanted = prefix.toLowerCase();
  const close = after.startsWith("'") ? '' : "'";
  const begins = values.filter((value) => value.toLowerCase().startsWith(wanted));
  const inside = values.filter((value) => !begins.includes(value) && value.toLowerCase().includes(wanted));
  return [...begins, ...inside].slice(0, MOST).map((value) => ({ label: value, insert: `${value.replaceAll("'", "''")}${close}`, detail: '' }));
}

/** The text with an offer in its place, and where the caret is then. A list of flags is closed after its value. */
export function completed(text: string, written: Written, { insert }: Offer): { readonly text: string; readonly caret: number } {
  const rest = text.slice(written.to);
  const bracket = written.kind === 'value' && /list_contains\(\s*"?\w+"?\s*,\s*'$/i.test(text.slice(0, written.from)) && !/^'?\s*\)/.test(rest) && insert.endsWith("'") ? ')' : '';
  const head = text.slice(0, written.from) + insert + bracket;
  return { text: head + rest, caret: head.length };
}

function inLiteral(before: string): boolean {
  return ((before.match(/'/g) ?? []).length & 1) === 1;
}

/** The column that a value is compared with: `split = '`, `subset in ('a', '`, `list_contains(flags, '`. */
function columnBefore(before: string): string | null {
  const compared = /(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_]*))\s*(?:=|<>|!=|(?:not\s+)?(?:i?like|in\s*\((?:\s*'(?:[^']|'')*'\s*,)*))\s*$/iu.exec(before);
  const listed = /list_(?:contains|has)\(\s*(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_]*))\s*,\s*$/iu.exec(before);
  const found = compared ?? listed;
  return found ? (found[1]?.replaceAll('""', '"') ?? found[2] ?? null) : null;
}
