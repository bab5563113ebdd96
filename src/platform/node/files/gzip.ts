import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createGunzip, createGzip } from 'node:zlib';
import type { ByteSink } from '../../../core/ports.js';

/** Most bytes a compressed file may unfold to; more is taken for a bomb. */
export const MAX_INFLATED = 64 * 1024 ** 3;

/** Inflates a gzip file into a temporary one. Throws naming the file where it is broken or unfolds to more than `limit` bytes. */
export async function inflateToTemporary(path: string, limit = MAX_INFLATED): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const target = join(folder, 'rows');
  const handle = await open(target, 'wx', 0o600);
  try {
    let written = 0;
    for await (const chunk of createReadStream(path).pipe(createGunzip())) {
      written += (chunk as Buffer).length;
      if (written > limit) throw new Error(`it unfolds to more than ${limit} bytes`);
      for (let done = 0; done < (chunk as Buffer).length; ) done += (await handle.write(chunk as Buffer, done)).bytesWritten;
    }
    return { path: target, remove };
  } catch (error) {
    await remove();
    throw new Error(`${path}: cannot be unpacked: ${(error as Error).message}`);
  } finally {
    await handle.close();
  }
}

/** A sink that compresses what it is given into another, and keeps the plain bytes in a temporary file too. */
export class GzipSink implements ByteSink {
  private readonly gzip = createGzip();
  private readonly copied: Promise<void>;

  constructor(
    private readonly target: ByteSink,
    private readonly plain: ByteSink,
  ) {
    this.copied = this.copy();
    this.copied.catch(() => undefined);
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.plain.write(bytes);
    if (!this.gzip.write(bytes)) await Promise.race([once(this.gzip, 'drain'), this.copied]);
  }

  async commit(): Promise<void> {
    this.gzip.end();
    await this.copied;
    await this.plain.commit();
    await this.target.commit();
  }

  async abort(): Promise<void> {
    this.gzip.destroy();
    await this.copied.catch(() => undefined);
    await this.plain.abort();
    await this.target.abort();
  }

  private async copy(): Promise<void> {
    for await (const chunk of this.gzip) await this.target.write(chunk as Buffer);
  }
}

