import { t } from '@vscode/l10n';
import { EditError } from '../../../edits.js';
import { ArrowError } from '../error.js';
import { fromBase64, toBase64 } from './base64.js';
import type { Scalar } from './scalar.js';

/** Values of `width` bytes each, as base64 text. */
export function fixedBinary(width: number): Scalar {
  if (!Number.isInteger(width) || width < 0) throw new ArrowError(t('values of {0} bytes', width));
  return {
    width,
    read: (view, at) => `"${toBase64(new Uint8Array(view.buffer, view.byteOffset + at, width))}"`,
    write: (view, at, raw) => {
      const bytes = fromBase64(raw.slice(1, -1));
      if (bytes.length !== width) throw new EditError(t('{0} bytes cannot stand where there are {1}', bytes.length, width));
      new Uint8Array(view.buffer, view.byteOffset + at, width).set(bytes);
    },
  };
}
