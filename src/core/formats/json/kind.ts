import { endOfValue, skipMark, skipSpace } from './bytes.js';
import { findList } from './list.js';

/** Keys under which files keep their rows. */
const ROW_KEYS = new Set(['data', 'rows', 'records', 'examples', 'instances', 'items', 'train', 'test', 'validation', 'val', 'dev', 'eval']);

/**
 * How a file that calls itself JSON holds its rows, by its first bytes (the more, the surer): a list of them, one a
 * line, or a list inside an object. Whatever is none of these counts as lines, which then say what is wrong with them.
 */
export function detectTextFormat(head: Uint8Array): 'array' | 'lines' | 'object' {
  const start = skipSpace(head, skipMark(head));
  const end = endOfValue(head, start);
  const goesOn = end !== -1 && skipSpace(head, end) < head.length;
  if (head[start] === 0x5b) return goesOn && onNewLine(head, end) ? 'lines' : 'array';
  if (head[start] !== 0x7b || goesOn) return 'lines';
  const key = listKey(head);
  // A row may hold a list of objects too (messages); only a row never spans lines.
  const spread = head.subarray(start, end === -1 ? head.length : end).indexOf(10) !== -1;
  return spread || (key !== null && ROW_KEYS.has(key.toLowerCase())) ? 'object' : 'lines';
}

function listKey(head: Uint8Array): string | null {
  try {
    return findList(head).key;
  } catch {
    return null;
  }
}

function onNewLine(head: Uint8Array, end: number): boolean {
  return head.subarray(end, skipSpace(head, end)).indexOf(10) !== -1;
}
