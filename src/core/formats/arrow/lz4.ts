import { t } from '@vscode/l10n';
import { ArrowError } from './error.js';

const MAGIC = 0x184d2204;

/** Reads one LZ4 frame that holds exactly `length` bytes. Throws where it does not. */
export function inflateLz4(bytes: Uint8Array, length: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new ArrowError(t('not an LZ4 frame'));
  const flags = view.getUint8(4);
  if (flags >> 6 !== 1) throw new ArrowError(t('an LZ4 frame of version {0}', flags >> 6));
  if (flags & 1) throw new ArrowError(t('an LZ4 frame with a dictionary'));
  const checked = (flags & 0x10) !== 0;
  const output = new Uint8Array(length);
  let at = 7 + (flags & 8 ? 8 : 0);
  let done = 0;
  for (;;) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const size = word & 0x7fffffff;
    if (at + size > bytes.length) throw new ArrowError(t('an LZ4 block ends outside its frame'));
    const block = bytes.subarray(at, at + size);
    at += size + (checked ? 4 : 0);
    if (word & 0x80000000) {
      if (done + size > length) throw new ArrowError(t('an LZ4 frame holds more than it says'));
      output.set(block, done);
      done += size;
    } else {
      done = inflateBlock(block, output, done);
    }
  }
  if (done !== length) throw new ArrowError(t('an LZ4 frame holds {0} bytes instead of {1}', done, length));
  return output;
}

/** Puts a block's bytes behind those that are there; answers where they end. */
function inflateBlock(block: Uint8Array, output: Uint8Array, start: number): number {
  let done = start;
  let at = 0;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) {
      if (at >= block.length) throw new ArrowError(t('an LZ4 block is cut off'));
      byte = block[at++] as number;
    }
    return length;
  };
  while (at < block.length) {
    const token = block[at++] as number;
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length || done + literals > output.length) throw new ArrowError(t('an LZ4 block is broken'));
    output.set(block.subarray(at, at + literals), done);
    at += literals;
    done += literals;
    // The last sequence is literals alone.
    if (at === block.length) break;
    if (at + 2 > block.length) throw new ArrowError(t('an LZ4 block is cut off'));
    const distance = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    const length = lengthFrom(token & 15) + 4;
    if (distance === 0 || distance > done || done + length > output.length) throw new ArrowError(t('an LZ4 block is broken'));
    if (distance >= length) output.copyWithin(done, done - distance, done - distance + length);
    else for (let i = 0; i < length; i++) output[done + i] = output[done + i - distance] as number;
    done += length;
  }
  return done;
}
