/** One file of cache records, read while its owner may still append to it. */
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isWhole, KEY_BYTES } from '../../../core/scoring/cacheRecord.js';

/** Files kept open over all segments: systems allow a process a few hundred. */
const OPEN_FILES = 32;
const openSegments = new Set<Segment>();

/** Bytes read at a time. */
const CHUNK_BYTES = 1 << 20;

/** A segment file. */
export class Segment {
  /** Whole records known so far, good or bad. */
  count = 0;
  private fd: number | null = null;

  constructor(
    private readonly path: string,
    private readonly recordBytes: number,
  ) {}

  /** Tells the key and number of every good record that is new; a record not yet whole is left for the next call. */
  async readNew(found: (key: Buffer, record: number) => void): Promise<void> {
    const file = await open(this.path).catch(() => null);
    if (!file) return;
    try {
      const perChunk = Math.max(1, Math.floor(CHUNK_BYTES / this.recordBytes));
      const chunk = Buffer.alloc(perChunk * this.recordBytes);
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, chunk.length, this.count * this.recordBytes);
        const records = Math.floor(bytesRead / this.recordBytes);
        for (let i = 0; i < records; i++) {
          const record = chunk.subarray(i * this.recordBytes, (i + 1) * this.recordBytes);
          if (isWhole(record)) found(record.subarray(0, KEY_BYTES), this.count + i);
        }
        this.count += records;
        if (records < perChunk) return;
      }
    } finally {
      await file.close();
    }
  }

  /** Bytes of one record; null where the file no longer has it. */
  record(number: number): Buffer | null {
    const record = Buffer.alloc(this.recordBytes);
    try {
      const read = readSync(this.descriptor(), record, 0, record.length, number * this.recordBytes);
      return read === record.length ? record : null;
    } catch {
      return null;
    }
  }

  close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
    openSegments.delete(this);
  }

  private descriptor(): number {
    openSegments.delete(this);
    openSegments.add(this);
    if (openSegments.size > OPEN_FILES) [...openSegments][0]!.close();
    return (this.fd ??= openSync(this.path, 'r'));
  }
}
