import type { Schema } from '../../../core/schemas/schema.js';

/** The schema that a mapping file describes. Throws, naming the file and the place in it. */
export async function mappingSchema(path: string): Promise<Schema> {
  throw new Error(`${path}: mappings cannot be read yet`);
}

/** The schema of the mapping that lies beside a data file (`<file>.tiebreak.json`); null where there is none. */
export async function mappingBeside(_path: string): Promise<{ schema: Schema; confidence: number; reason: string } | null> {
  return null;
}
