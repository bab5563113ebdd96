/** The fixture files of the schemas. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObject } from '../../../src/core/formats/json/value.js';
import { detectSchema } from '../../../src/core/schemas/detect.js';
import type { Row, Schema } from '../../../src/core/schemas/schema.js';

export const FOLDER = join(import.meta.dirname, '../../fixtures/schemas');

/** Names of the files, one a schema. */
export const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

/** The text of one file. */
export function fixture(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** The lines that are rows. */
export function rowsOf(text: string): Row[] {
  return text.trim().split('\n').flatMap((line) => {
    try {
      return [parseObject(line)];
    } catch {
      return [];
    }
  });
}

/** The schema that the text's rows are detected as, fitted to them. */
export function schemaOf(text: string): Schema {
  const sample = rowsOf(text);
  const { schema } = detectSchema(sample);
  return schema.fit?.(sample) ?? schema;
}
