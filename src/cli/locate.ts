import type { Dataset } from '../core/dataset.js';
import type { LocatedRecord } from '../core/record.js';

/** Reads as far as the record needs. Throws where the file has fewer records. */
export async function readTo(dataset: Dataset, index: number): Promise<LocatedRecord> {
  for await (const { records } of dataset.scan()) {
    const found = records.find((record) => record.index === index);
    if (found) return found;
  }
  throw new Error(`there is no record ${index}: the file has ${dataset.records}, counted from 0`);
}
