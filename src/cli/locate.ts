import type { Records, ScanOptions } from '../core/records.js';
import type { LocatedRecord } from '../core/record.js';

/** Reads as far as the record needs. Throws where the file has fewer records. */
export async function readTo(dataset: Records, index: number, options: ScanOptions = {}): Promise<LocatedRecord> {
  for await (const { records } of dataset.scan(options)) {
    const found = records.find((record) => record.index === index);
    if (found) return found;
  }
  throw new Error(`there is no record ${index}: the file has ${dataset.records}, counted from 0`);
}
