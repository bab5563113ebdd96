import type { Hash } from './ports.js';
import { quotedTwice } from './quotedTwice.js';
import type { PreferenceRecord } from './record.js';

/**
 * hash(prompt, sorted response hashes): the same for a record and its flip. What is hashed is JSON: a list of the prompt, as
 * JSON text of `[role, text]` pairs, and the responses' hashes.
 */
export function recordHash({ prompt, responses }: PreferenceRecord, hash: Hash): string {
  // Loops and plain joining of strings: this runs once a record, and has every text of it in its hands.
  let json = '["[';
  for (let i = 0; i < prompt.length; i++) {
    const { role, text } = prompt[i]!;
    json += `${i === 0 ? '' : ','}[\\"${quotedTwice(role)}\\",\\"${quotedTwice(text)}\\"]`;
  }
  json += ']"';
  const hashes: string[] = [];
  for (const { text } of responses) hashes.push(hash(text));
  for (const each of hashes.sort()) json += `,"${each}"`;
  return hash(`${json}]`);
}

/** A record's hash as two numbers of 32 bits, out of its hash or its id. */
export function hashHalves(id: string): readonly [high: number, low: number] {
  return [parseInt(id.slice(0, 8), 16), parseInt(id.slice(8, 16), 16)];
}

/** The hash of two such numbers. */
export function hashOfHalves(high: number, low: number): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** The id of the `occurrence`-th record (from 0) with that hash, in file order. */
export function occurrenceId(hash: string, occurrence: number): string {
  return `${hash}#${occurrence}`;
}
