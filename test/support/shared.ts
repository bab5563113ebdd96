import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The data of the shared folder: TIEBREAK_SHARED, else `../shared` beside the repository. */
const SHARED = join(process.env['TIEBREAK_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'), 'data');

/** Path of a shared file, null where this machine does not have it: `test.skipIf(path === null)('... (needs NAME)')`. */
export function sharedFile(name: string): string | null {
  const path = join(SHARED, name);
  return existsSync(path) ? path : null;
}

/** The rows of a shared JSONL file. */
export function sharedRows(name: string): readonly Record<string, unknown>[] {
  return readFileSync(join(SHARED, name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}
