/** Content hash of an input. */
import { createHash } from 'node:crypto';
import { KEY_BYTES } from '../../../core/scoring/cacheRecord.js';
import { keyText } from '../../../core/scoring/key.js';
import type { ScoreInput } from '../../../core/scoring/scores.js';

/** The input's key in a model's cache. */
export function scoreKey(input: ScoreInput): Buffer {
  return createHash('sha256').update(keyText(input)).digest().subarray(0, KEY_BYTES);
}
