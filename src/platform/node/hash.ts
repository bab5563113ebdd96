import * as crypto from 'node:crypto';

/** One call without an object a text, where this Node has it (20.12). */
const atOnce: ((text: string) => string) | null = typeof crypto.hash === 'function' ? (text) => crypto.hash('sha256', text, 'hex') : null;

/** First 16 hex digits of the sha256 of a text's UTF-8 bytes. */
export function sha256Hex16(text: string): string {
  return (atOnce ? atOnce(text) : crypto.createHash('sha256').update(text).digest('hex')).slice(0, 16);
}
