import { JsonError, tokenize, type JsonNode } from './tokens.js';

/** Parses one JSON text; Python's NaN and Infinity are numbers, of duplicate keys the last counts. Throws `JsonError`. */
export function parseJson(text: string): unknown {
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
    throw new JsonError(0, 'the row is not a JSON object');
  }
  return value as Record<string, unknown>;
}
