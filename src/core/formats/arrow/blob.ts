import { t } from '@vscode/l10n';
import type { ByteSource } from '../../ports.js';
import { ArrowError } from './error.js';

/** Bytes that lie in a source. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** Bytes in memory, or where they lie. */
export type Blob = Uint8Array | Span;

/** A part of a blob. */
export function part(blob: Blob, from: number, length: number): Blob {
  return blob instanceof Uint8Array ? blob.subarray(from, from + length) : { at: blob.at + from, length };
}

/** Puts a blob at the end of a list; spans that touch become one. */
export function append(blobs: Blob[], blob: Blob): void {
  if (blob.length === 0) return;
  const last = blobs.at(-1);
  if (last && !(last instanceof Uint8Array) && !(blob instanceof Uint8Array) && last.at + last.length === blob.at) blobs[blobs.length - 1] = { at: last.at, length: last.length + blob.length };
  else blobs.push(blob);
}

/** Length of blobs in a row. */
export function lengthOf(blobs: readonly Blob[]): number {
  return blobs.reduce((sum, { length }) => sum + length, 0);
}

/** The bytes of a blob that has been read. */
export function inMemory(blob: Blob): Uint8Array {
  if (!(blob instanceof Uint8Array)) throw new ArrowError(t('these bytes have not been read'));
  return blob;
}

/** Reads exactly so many bytes. Throws `ArrowError` where the source ends before them. */
export async function readExactly(source: ByteSource, at: number, length: number): Promise<Uint8Array> {
  if (length === 0) return new Uint8Array(0);
  const bytes = await source.read(at, length);
  if (bytes.length !== length) throw new ArrowError(t('the file ends at byte {0}, before byte {1}', at + bytes.length, at + length));
  return bytes;
}

/** Blobs in a row as one source, so that what is about to be written can be read before. */
export class BlobSource implements ByteSource {
  readonly size: number;
  readonly path = null;
  readonly damage = null;
  private readonly starts: number[] = [];

  constructor(
    private readonly blobs: readonly Blob[],
    private readonly source: ByteSource,
  ) {
    let at = 0;
    for (const { length } of blobs) {
      this.starts.push(at);
      at += length;
    }
    this.size = at;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(this.size, offset + length);
    const bytes = new Uint8Array(Math.max(0, end - offset));
    let low = 0;
    for (let high = this.starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    for (let i = low, at = offset; at < end; i++) {
      const blob = this.blobs[i] as Blob;
      const from = at - (this.starts[i] as number);
      const piece = part(blob, from, Math.min(blob.length - from, end - at));
      bytes.set(piece instanceof Uint8Array ? piece : await readExactly(this.source, piece.at, piece.length), at - offset);
      at += piece.length;
    }
    return bytes;
  }

  async close(): Promise<void> {}
}
