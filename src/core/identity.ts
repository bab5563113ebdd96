import type { Hash } from './ports.js';
import type { PreferenceRecord } from './record.js';

/** hash(prompt, sorted response hashes): the same for a record and its flip. */
export function recordHash(record: PreferenceRecord, hash: Hash): string {
  const prompt = JSON.stringify(record.prompt.map(({ role, text }) => [role, text]));
  return hash(JSON.stringify([prompt, ...record.responses.map(({ text }) => hash(text)).sort()]));
}

/** The id of the `occurrence`-th record (from 0) with that hash, in file order. */
export function occurrenceId(hash: string, occurrence: number): string {
  return `${hash}#${occurrence}`;
}
