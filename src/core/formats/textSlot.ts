import { t } from '@vscode/l10n';
import type { Slot } from './rows.js';

/** Where a row is in its file, and its bytes; null where it is too long to be held. */
export interface PlacedBytes {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array | null;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The slot of a row of text; its problem where the bytes are too many (`limit`, and `why` that happens) or no UTF-8. */
export function textSlot(row: number, { start, end, bytes }: PlacedBytes, limit: number, why = ''): Slot {
  if (!bytes || end - start > limit) return { row, offset: start, text: null, problem: t('the row is {0} bytes long; the limit is {1}{2}', end - start, limit, why) };
  try {
    return { row, offset: start, text: decoder.decode(bytes), problem: null };
  } catch {
    return { row, offset: start, text: null, problem: t('the row is not valid UTF-8') };
  }
}
