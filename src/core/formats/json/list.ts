import { t } from '@vscode/l10n';
import { endOfString, endOfValue, skipMark, skipSpace } from './bytes.js';

/** Where the list of rows begins in a JSON file. */
export interface ListPlace {
  /** Place of its bracket. */
  readonly bracket: number;
  /** The key it stands under in an object around it; null where the file is the list. */
  readonly key: string | null;
}

/** Finds the list of rows in a file's first bytes: the file itself, or the first list of objects among the members of its one object (an empty list where there is no other). Throws an error that says what is there instead. */
export function findList(head: Uint8Array): ListPlace {
  const start = skipSpace(head, skipMark(head));
  if (head[start] === 0x5b) return { bracket: start, key: null };
  if (head[start] !== 0x7b) throw new Error(t('the file is neither a JSON list nor an object that holds one: it begins with {0} at byte {1}', shown(head, start), start));
  let empty: ListPlace | null = null;
  let at = skipSpace(head, start + 1);
  while (head[at] === 0x22) {
    const end = endOfString(head, at + 1);
    const colon = end === -1 ? -1 : skipSpace(head, end);
    if (colon === -1 || head[colon] !== 0x3a) break;
    const value = skipSpace(head, colon + 1);
    const inside = head[value] === 0x5b ? head[skipSpace(head, value + 1)] : null;
    if (inside === 0x7b) return { bracket: value, key: keyOf(head.subarray(at, end)) };
    if (inside === 0x5d) empty ??= { bracket: value, key: keyOf(head.subarray(at, end)) };
    const after = endOfValue(head, value);
    if (after === -1) break;
    const comma = skipSpace(head, after);
    if (head[comma] !== 0x2c) break;
    at = skipSpace(head, comma + 1);
  }
  if (empty) return empty;
  throw new Error(t('the file is one JSON object, and no list of objects begins in its first {0} bytes: a JSON file must be a list of rows, or hold one under a key such as "data"', head.length));
}

function keyOf(bytes: Uint8Array): string {
  const raw = new TextDecoder('utf-8').decode(bytes);
  try {
    return JSON.parse(raw) as string;
  } catch {
    return raw.slice(1, -1);
  }
}

function shown(head: Uint8Array, at: number): string {
  return at < head.length ? JSON.stringify(String.fromCharCode(head[at] as number)) : 'nothing';
}
