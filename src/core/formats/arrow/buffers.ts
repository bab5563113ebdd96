import { t } from '@vscode/l10n';
import type { BufferRegion, RecordBatch } from 'apache-arrow/ipc/metadata/message';
import type { ByteSource } from '../../ports.js';
import { readExactly, type Blob } from './blob.js';
import type { ByteCache } from './byteCache.js';
import { ArrowError } from './error.js';
import { inflateLz4 } from './lz4.js';
import { inflateZstd } from './zstd.js';

/** A compressed buffer larger than this is not inflated: it is held in memory whole. */
const MAX_INFLATED_BYTES = 512 * 1024 * 1024;
/** Most bytes of a compressed batch's columns that are held inflated. */
const MAX_HELD_BYTES = 1024 * 1024 * 1024;
/** A body up to this size is read in one go and held. */
const HELD_BODY_BYTES = 16 * 1024 * 1024;
/** Codecs by the format's number. */
const CODECS = [
  { name: 'LZ4', inflate: inflateLz4 },
  { name: 'zstd', inflate: inflateZstd },
] as const;

/** The buffers of one message's body, inflated where they are compressed. */
export class Buffers {
  readonly compressed: boolean;
  private readonly codec: (typeof CODECS)[number] | null;

  constructor(
    private readonly source: ByteSource,
    /** First byte and length of the body. */
    private readonly body: { readonly at: number; readonly length: number },
    readonly regions: readonly BufferRegion[],
    compression: RecordBatch['compression'],
    private readonly cache: ByteCache,
  ) {
    this.compressed = compression !== null;
    this.codec = compression ? (CODECS[compression.type as number] ?? null) : null;
    if (compression && (!this.codec || (compression.method as number) !== 0)) throw new ArrowError(t('the batch is compressed in an unknown way; LZ4 frames and zstd are read'));
    let sum = 0;
    for (const { offset, length } of regions) {
      if (offset < 0 || length < 0 || offset + length > body.length) throw new ArrowError(t('a buffer goes from byte {0} to {1} of a body of {2} bytes', offset, offset + length, body.length));
      sum += length;
    }
    if (sum > body.length + 8 * regions.length) throw new ArrowError(t('buffers of {0} bytes overlap in a body of {1} bytes', sum, body.length));
  }

  /** A buffer as it lies in the file, compressed where it is. */
  raw(buffer: number): Blob {
    const { offset, length } = this.region(buffer);
    return { at: this.body.at + offset, length };
  }

  /** Bytes of a buffer, inflated. Throws `ArrowError`. */
  async size(buffer: number): Promise<number> {
    const { length } = this.region(buffer);
    if (!this.compressed || length === 0) return length;
    if (length < 8) throw new ArrowError(t('a compressed buffer without its length'));
    const head = await this.stored(buffer, 0, 8);
    const inflated = Number(new DataView(head.buffer, head.byteOffset, 8).getBigInt64(0, true));
    if (inflated === -1) return length - 8;
    if (inflated < 0 || inflated > MAX_INFLATED_BYTES) throw new ArrowError(t('a compressed buffer of {0} bytes; the limit is {1}', inflated, MAX_INFLATED_BYTES));
    return inflated;
  }

  /** Makes room for these buffers (first, behind the last) inflated. Throws `ArrowError` where they are too many to be held. */
  async hold(spans: readonly (readonly [number, number])[]): Promise<void> {
    if (!this.compressed) return;
    let sum = HELD_BODY_BYTES;
    for (const [first, end] of spans) for (let buffer = first; buffer < end; buffer++) sum += await this.size(buffer);
    if (sum > MAX_HELD_BYTES) throw new ArrowError(t('the columns of a compressed batch take {0} bytes inflated, more than can be held; write the file again with smaller batches or without compression', sum));
    this.cache.atLeast(sum);
  }

  /** Part of a buffer: where it lies, or its bytes where it is compressed. Throws `ArrowError`. */
  async blob(buffer: number, from: number, length: number): Promise<Blob> {
    if (this.compressed) return this.bytes(buffer, from, length);
    this.check(from, length, this.region(buffer).length);
    return { at: this.body.at + this.region(buffer).offset + from, length };
  }

  /** Part of a buffer in memory. Throws `ArrowError`. */
  async bytes(buffer: number, from: number, length: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array(0);
    const size = await this.size(buffer);
    this.check(from, length, size);
    if (!this.compressed) return this.stored(buffer, from, length);
    const region = this.region(buffer);
    if (size === region.length - 8) {
      const head = await this.stored(buffer, 0, 8);
      if (head.every((byte) => byte === 255)) return this.stored(buffer, 8 + from, length);
    }
    const whole = await this.cache.get(`${this.body.at}:${buffer}`, async () => this.inflated(await this.stored(buffer, 8, region.length - 8), size));
    return whole.subarray(from, from + length);
  }

  private inflated(bytes: Uint8Array, size: number): Uint8Array {
    try {
      return this.codec!.inflate(bytes, size);
    } catch (error) {
      throw new ArrowError(t('its {0} data is broken ({1})', this.codec!.name, (error as Error).message));
    }
  }

  private async stored(buffer: number, from: number, length: number): Promise<Uint8Array> {
    const at = this.region(buffer).offset + from;
    if (this.body.length > HELD_BODY_BYTES) return readExactly(this.source, this.body.at + at, length);
    const body = await this.cache.get(`${this.body.at}`, () => readExactly(this.source, this.body.at, this.body.length));
    return body.subarray(at, at + length);
  }

  private region(buffer: number): BufferRegion {
    const region = this.regions[buffer];
    if (!region) throw new ArrowError(t('there are {0} buffers, fewer than the types need', this.regions.length));
    return region;
  }

  private check(from: number, length: number, size: number): void {
    if (from < 0 || from + length > size) throw new ArrowError(t('bytes {0} to {1} of a buffer of {2} bytes are asked for', from, from + length, size));
  }
}
