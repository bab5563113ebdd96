import { helpsteer2 } from './helpsteer2.js';
import { helpsteer2Disagreements } from './helpsteer2Disagreements.js';
import { hhRlhf } from './hhRlhf.js';
import { hhRlhfStrength } from './hhRlhfStrength.js';
import { pair } from './pair.js';
import type { Detection, Row, Schema } from './schema.js';

/** Every schema; where two are as sure of a file, the earlier one reads it. */
export const SCHEMAS: readonly Schema[] = [helpsteer2Disagreements, helpsteer2, hhRlhfStrength, hhRlhf, pair];

/** Below this no schema claims a file. */
export const MIN_CONFIDENCE = 0.5;

/** The schema that fits a file's first rows best. Throws where none does, naming the columns seen. */
export function detectSchema(sample: readonly Row[]): Detection & { readonly schema: Schema } {
  let best: (Detection & { schema: Schema }) | null = null;
  for (const schema of SCHEMAS) {
    const found = sample.length > 0 ? schema.detect(sample) : null;
    if (found && found.confidence > (best?.confidence ?? MIN_CONFIDENCE)) best = { ...found, schema };
  }
  if (best) return best;
  const columns = [...new Set(sample.flatMap((row) => Object.keys(row)))];
  const seen = columns.length > 0 ? `its columns are ${columns.slice(0, 20).join(', ')}` : 'no row of it could be read';
  throw new Error(`no schema fits this file: ${seen}; schemas: ${SCHEMAS.map(({ name }) => name).join(', ')}`);
}

/** The schema of that name. Throws where there is none. */
export function schemaNamed(name: string): Schema {
  const schema = SCHEMAS.find((candidate) => candidate.name === name);
  if (!schema) throw new Error(`there is no schema ${name}; schemas: ${SCHEMAS.map((each) => each.name).join(', ')}`);
  return schema;
}
