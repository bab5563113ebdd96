import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64 text. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const left = bytes.length - i;
    parts.push(DIGITS[bits >> 18]! + DIGITS[(bits >> 12) & 63]! + (left > 1 ? DIGITS[(bits >> 6) & 63]! : '=') + (left > 2 ? DIGITS[bits & 63]! : '='));
  }
  return parts.join('');
}

/** Bytes that base64 text stands for. Throws `EditError`. */
export function fromBase64(text: string): Uint8Array {
  const body = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(body)) throw new EditError(t('bytes must be written in base64'));
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  for (let i = 0, bits = 0, at = 0; i < body.length; i++) {
    bits = (bits << 6) | DIGITS.indexOf(body[i] as string);
    if (i % 4 === 0) continue;
    bytes[at++] = (bits >> (6 - 2 * (i % 4))) & 255;
  }
  if (toBase64(bytes) !== text) throw new EditError(t('bytes must be written in base64'));
  return bytes;
}
