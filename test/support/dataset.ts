import { Dataset } from '../../src/core/dataset.js';
import { LineFile } from '../../src/core/formats/lines.js';
import type { LocatedRecord } from '../../src/core/record.js';
import { schemaNamed } from '../../src/core/schemas/registry.js';
import type { Schema } from '../../src/core/schemas/schema.js';
import { sha256Hex16 } from '../../src/platform/node/hash.js';
import { MemorySink, memorySource } from './memory.js';

/** Text opened as a dataset, wholly scanned. */
export async function scanned(text: string | Uint8Array, schema: string | Schema) {
  const file = new LineFile(memorySource(typeof text === 'string' ? Buffer.from(text) : text));
  const dataset = new Dataset([{ rows: file, split: null }], typeof schema === 'string' ? schemaNamed(schema) : schema, sha256Hex16);
  const records: LocatedRecord[] = [];
  for await (const chunk of dataset.scan()) records.push(...chunk.records);
  /** Saves into memory and goes on from there; answers what was written. */
  const save = async (): Promise<string> => {
    const sink = new MemorySink();
    const saving = await dataset.beginSave();
    const { rebase } = await saving.write(0, sink);
    rebase(memorySource(sink.bytes()));
    saving.saved();
    return sink.bytes().toString();
  };
  return { dataset, records, save };
}
