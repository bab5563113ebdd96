import { t } from '@vscode/l10n';
import { isDeeperThan } from './depth.js';
import { JsonError, tokenize, type JsonNode } from './tokens.js';

/** Texts longer than this could hold so many levels that it matters. */
const LARGE = 1_000_000;
const MOST_LEVELS = 100_000;

/** Parses one JSON text; Python's NaN and Infinity are numbers, of duplicate keys the last counts. Throws `JsonError`. */
export function parseJson(text: string): unknown {
  // JSON.parse follows any nesting, with memory for every level: millions of brackets would take seconds and gigabytes.
  if (text.length > LARGE && isDeeperThan(text, MOST_LEVELS)) throw new JsonError(0, t('nested deeper than {0} levels', MOST_LEVELS));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // JSON.parse is fast but refuses what Python writes; the reader accepts that, or says where the text is broken.
    return valueOf(tokenize(text), text);
  }
}

function valueOf(node: JsonNode, text: string): unknown {
  if (node.members) {
    const object: Record<string, unknown> = {};
    for (const { key, node: member } of node.members) {
      Object.defineProperty(object, key, { value: valueOf(member, text), enumerable: true, writable: true, configurable: true });
    }
    return object;
  }
  if (node.items) return node.items.map((item) => valueOf(item, text));
  const raw = text.slice(node.start, node.end);
  return node.kind === 'number' ? Number(raw) : (JSON.parse(raw) as unknown);
}

/** Parses one row: a JSON object. Throws `JsonError`. */
export function parseObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new JsonError(0, t('the row is not a JSON object'));
  }
  return value as Record<string, unknown>;
}
