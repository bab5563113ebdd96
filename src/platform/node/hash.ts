import { createHash } from 'node:crypto';
import type { Hash } from '../../core/ports.js';

/** First 16 hex digits of the sha256 of UTF-8 text. */
export const sha256Hex16: Hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
