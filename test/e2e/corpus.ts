import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';

/** Every payload of the corpus; a line that begins with `json:` is a JSON string, one that begins with # and a space a heading. */
export const payloads: readonly string[] = readFileSync(join(root, 'test', 'fixtures', 'hostile', 'payloads.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) => (line.startsWith('json:') ? (JSON.parse(line.slice(5)) as string) : line));

/** Rows as JSON Lines. */
export const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** An object with a key that may be `__proto__`. */
export function keyed(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, value] of entries) Object.defineProperty(row, name, { value, enumerable: true, configurable: true, writable: true });
  return row;
}
