import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { HubFile } from '../../../protocol/downloader.js';

/** The checksum of a file as the Hub lists it, fed with its bytes in order; the size alone where the Hub knows no checksum. */
export class Checksum {
  private readonly hash: Hash | null;
  /** Bytes so far. */
  bytes = 0;

  constructor(private readonly file: Pick<HubFile, 'size' | 'sha256' | 'sha1'>) {
    this.hash = file.sha256 !== null ? createHash('sha256') : file.sha1 !== null ? createHash('sha1').update(`blob ${file.size}\0`) : null;
  }

  add(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    this.hash?.update(bytes);
  }

  /** Takes the bytes that a file on the disk has. */
  async addFile(path: string, signal: AbortSignal): Promise<void> {
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20, signal })) this.add(bytes as Buffer);
  }

  /** True where these are the file's bytes; asked once. */
  holds(): boolean {
    return this.bytes === this.file.size && (this.hash === null || this.hash.digest('hex') === (this.file.sha256 ?? this.file.sha1));
  }
}
