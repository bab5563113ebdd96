import { t } from '@vscode/l10n';
import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../../../core/ports.js';
import { stampOf } from './stamp.js';
import { readAt } from './readAt.js';

/** A file read by span through one handle, so that a rename under it changes nothing. */
export class FileSource implements ByteSource {
  readonly damage = null;
  private closed = async () => {};

  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
    /** Its state when it was opened. */
    readonly stamp: string,
    readonly path: string,
  ) {}

  /** Throws with the system's reason where the path is not a readable file; `named`: the name it will have. */
  static async open(path: string, named = path): Promise<FileSource> {
    const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${path}: ${reason(error)}`);
    });
    const stat = await handle.stat();
    if (!stat.isFile()) {
      await handle.close();
      throw new Error(stat.isDirectory() ? t('{0}: this is a folder', path) : t('{0}: this is not a regular file', path));
    }
    return new FileSource(handle, stat.size, stampOf(stat), named);
  }

  async read(offset: number, length: number): Promise<Buffer> {
    return readAt(this.handle, this.size, offset, length);
  }

  /** Reads at once, without another thread: of the few hundred kilobytes that it is asked for the way there and back would be the longer part. */
  readInto(into: Uint8Array, offset: number): Promise<Buffer> {
    const buffer = Buffer.from(into.buffer, into.byteOffset, Math.max(0, Math.min(into.length, this.size - offset)));
    let filled = 0;
    for (let got = -1; filled < buffer.length && got !== 0; filled += got) got = readSync(this.handle.fd, buffer, filled, buffer.length - filled, offset + filled);
    return Promise.resolve(buffer.subarray(0, filled));
  }

  /** True where nobody has written into this very file since it was opened. */
  async untouched(): Promise<boolean> {
    return stampOf(await this.handle.stat()) === this.stamp;
  }

  /** Does this once the file has been closed. */
  onClose(then: () => Promise<void>): void {
    this.closed = then;
  }

  async close(): Promise<void> {
    await this.handle.close();
    await this.closed();
  }
}

/** A system error in plain words. */
export function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return t('there is no such file');
    case 'EACCES':
    case 'EPERM':
      return t('permission denied');
    case 'EROFS':
      return t('the disk is read-only');
    case 'ENOSPC':
      return t('the disk is full');
    case 'ELOOP':
      return t('its links go round in a circle');
    default:
      return error.message;
  }
}
