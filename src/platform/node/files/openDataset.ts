import { Dataset } from '../../../core/dataset.js';
import type { RowText } from '../../../core/edits.js';
import type { RowFile } from '../../../core/formats/rows.js';
import { detectSchema, schemaNamed } from '../../../core/schemas/registry.js';
import type { Row } from '../../../core/schemas/schema.js';
import { sha256Hex16 } from '../hash.js';
import { DataFile } from './dataFile.js';

/** A file opened with the schema that fits it, not yet scanned. */
export interface Opened {
  readonly file: DataFile;
  readonly dataset: Dataset;
  /** How sure the detection is; 1 where the caller named the schema. */
  readonly confidence: number;
  readonly reason: string;
}

/** So many rows decide which schema it is. */
const SAMPLE = 50;

/** Opens a data file; `schema` overrides detection. Throws, naming the file, where no schema fits. */
export async function openDataset(path: string, schema: string | null, removed: readonly RowText[] = []): Promise<Opened> {
  const file = await DataFile.open(path);
  try {
    const found = schema === null ? detectSchema(await sampleRows(file.rows)) : { schema: schemaNamed(schema), confidence: 1, reason: 'named by the user' };
    return { file, dataset: new Dataset(file.rows, found.schema, sha256Hex16, removed), confidence: found.confidence, reason: found.reason };
  } catch (error) {
    await file.close();
    const { message } = error as Error;
    throw new Error(message.startsWith(path) ? message : `${path}: ${message}`);
  }
}

async function sampleRows(file: RowFile): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { slots } of file.scan()) {
    for (const { text } of slots) {
      if (rows.length >= SAMPLE) return rows;
      try {
        if (text !== null) rows.push(file.parse(text));
      } catch {
        // A broken row says nothing about the schema; the scan reports it.
      }
    }
  }
  return rows;
}
