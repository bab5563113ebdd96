import { t } from '@vscode/l10n';
import { readFile, stat } from 'node:fs/promises';
import { compileMapping } from '../../../core/schemas/mapping/compile.js';
import { MappingError } from '../../../core/schemas/mapping/problems.js';
import type { Schema } from '../../../core/schemas/schema.js';
import { reason } from './source.js';

const MOST_BYTES = 1024 * 1024;

/** Where the mapping of a data file lies. */
export function mappingPath(file: string): string {
  return `${file}.tiebreak.json`;
}

/** The schema that a mapping file describes. Throws, naming the file and the place in it. */
export async function mappingSchema(path: string): Promise<Schema> {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw new Error(t('a mapping has at most {0} bytes', MOST_BYTES));
    return compileMapping(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const { message } = error as Error;
    const why = error instanceof MappingError ? message : error instanceof SyntaxError ? t('this is not JSON: {0}', message) : reason(error as NodeJS.ErrnoException);
    throw new Error(`${path}: ${why}`);
  }
}

/** The schema of the mapping that lies beside a data file (`<file>.tiebreak.json`); null where there is none. Throws where it cannot be used. */
export async function mappingBeside(path: string): Promise<{ schema: Schema; confidence: number; reason: string } | null> {
  const beside = mappingPath(path);
  const found = await stat(beside).catch(() => null);
  return found?.isFile() ? { schema: await mappingSchema(beside), confidence: 1, reason: t('mapped by {0}', beside) } : null;
}
