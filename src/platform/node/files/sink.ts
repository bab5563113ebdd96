import { t } from '@vscode/l10n';
import { randomBytes } from 'node:crypto';
import { access, constants, open, readdir, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSink } from '../../../core/ports.js';
import { reason } from './source.js';
import { stampOf } from './stamp.js';

/** A temporary file that nobody has written to for so long is nobody's. */
const LEFT_MS = 60 * 60 * 1000;

/** Writes beside the target and renames over it: the old file stays whole until the new one is on the disk. */
export class FileSink implements ByteSink {
  private stamp: string | null = null;

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
    const temporary = join(dirname(target), `${stemOf(target)}${randomBytes(4).toString('hex')}.tmp`);
    try {
      // A rename would replace a read-only file without asking.
      if (old) await access(target, constants.W_OK);
      await sweep(target);
      const handle = await open(temporary, 'wx', mode);
      // Some file systems have no modes.
      await handle.chmod(mode).catch(() => undefined);
      if (old) await handle.chown(old.uid, old.gid).catch(() => undefined);
      return new FileSink(handle, temporary, target);
    } catch (error) {
      throw new Error(t('{0}: cannot be saved: {1}', path, reason(error as NodeJS.ErrnoException)));
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, done);
      done += bytesWritten;
    }
  }

  async prepare(): Promise<void> {
    if (this.stamp !== null) return;
    await this.handle.sync();
    const stamp = stampOf(await this.handle.stat());
    await this.handle.close();
    this.stamp = stamp;
  }

  async commit(): Promise<void> {
    await this.prepare();
    await rename(this.temporary, this.target).catch(async (error: unknown) => {
      // Whoever opened the dataset in between has put it in place: that is what a noted save is for.
      const there = await stat(this.target).catch(() => null);
      if (!there || stampOf(there) !== this.stamp) throw error;
    });
    await syncFolder(dirname(this.target));
  }

  async abort(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}

/** True for names that a sink gives. */
export function isTemporary(name: string): boolean {
  return /^\..+\.[0-9a-f]{8}\.tmp$/s.test(name);
}

function stemOf(target: string): string {
  return `.${basename(target)}.`;
}

/** Removes what earlier saves of this file left behind when their process was killed; a save that goes on is younger. */
async function sweep(target: string): Promise<void> {
  const stem = stemOf(target);
  for (const name of await readdir(dirname(target)).catch(() => [])) {
    if (!name.startsWith(stem) || !isTemporary(name) || name.length !== stem.length + '12345678.tmp'.length) continue;
    const path = join(dirname(target), name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > LEFT_MS) await rm(path, { force: true });
  }
}

/** Makes the rename itself durable, where the system lets a folder be synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
