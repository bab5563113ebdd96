import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSink } from '../../../core/ports.js';
import { reason } from './source.js';

/** Writes beside the target and renames over it: the old file stays whole until the new one is on the disk. */
export class FileSink implements ByteSink {
  private prepared = false;

  private constructor(
    private readonly handle: FileHandle,
    /** Where the bytes are until `commit`. */
    readonly temporary: string,
    /** The file that they replace; a link is followed. */
    readonly target: string,
  ) {}

  /** A link is followed, so that it stays a link; the old file's mode is kept. */
  static async create(path: string): Promise<FileSink> {
    const target = await realpath(path).catch(() => path);
    const old = await stat(target).catch(() => null);
    const mode = old ? old.mode & 0o7777 : 0o644;
    const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
    try {
      // A rename would replace a read-only file without asking.
      if (old) await access(target, constants.W_OK);
      const handle = await open(temporary, 'wx', mode);
      await handle.chmod(mode);
      if (old) await handle.chown(old.uid, old.gid).catch(() => undefined);
      return new FileSink(handle, temporary, target);
    } catch (error) {
      throw new Error(`${path}: cannot be saved: ${reason(error as NodeJS.ErrnoException)}`);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, done);
      done += bytesWritten;
    }
  }

  async prepare(): Promise<void> {
    if (this.prepared) return;
    await this.handle.sync();
    await this.handle.close();
    this.prepared = true;
  }

  async commit(): Promise<void> {
    await this.prepare();
    await rename(this.temporary, this.target);
    await syncFolder(dirname(this.target));
  }

  async abort(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}

/** Makes the rename itself durable, where the system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
