import { EditError } from '../../../edits.js';
import { ArrowError } from '../error.js';
import { fromBase64, toBase64 } from './base64.js';
import type { Scalar } from './scalar.js';

/** Values of `width` bytes each, as base64 text. */
export function fixedBinary(width: number): Scalar {
  if (!Number.isInteger(width) || width < 0) throw new ArrowError(`values of ${width} bytes`);
  return {
    width,
    read: (view, at) => `"${toBase64(new Uint8Array(view.buffer, view.byteOffset + at, width))}"`,
    write: (view, at, raw) => {
      const bytes = fromBase64(raw.slice(1, -1));
      if (bytes.length !== width) throw new EditError(`${bytes.length} bytes cannot stand where there are ${width}`);
      new Uint8Array(view.buffer, view.byteOffset + at, width).set(bytes);
    },
  };
}
