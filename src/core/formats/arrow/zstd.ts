import { t } from '@vscode/l10n';
import { decompressZstd } from 'hyparquet-compressors';
import { ArrowError } from './error.js';

/** Reads zstd bytes that hold exactly `length` bytes. Throws where they do not. */
export function inflateZstd(bytes: Uint8Array, length: number): Uint8Array {
  refuseEndlessFrames(bytes);
  const output = decompressZstd(bytes, new Uint8Array(length));
  if (output.length !== length) throw new ArrowError(t('zstd data holds {0} bytes instead of {1}', output.length, length));
  return output;
}

/** A skippable frame with a length beyond 2 GiB would be read again and again. */
function refuseEndlessFrames(bytes: Uint8Array): void {
  for (let at = bytes.indexOf(0x18, 3); at !== -1 && at + 4 < bytes.length; at = bytes.indexOf(0x18, at + 1)) {
    const skippable = bytes[at - 1] === 0x4d && bytes[at - 2] === 0x2a && (bytes[at - 3]! & 0xf0) === 0x50;
    if (skippable && (bytes[at + 4] as number) >= 0x80) throw new ArrowError(t('zstd data with an endless frame'));
  }
}
