import { t } from '@vscode/l10n';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from '../../../core/ports.js';
import type { Packing } from './packing.js';
import { readAt } from './readAt.js';

/** A file may always unfold to so many bytes; to more only in proportion to what it holds. */
const ALWAYS_BYTES = 1024 ** 3;
/** Text packs ten times smaller, tables of repeated prompts a hundred times; a bomb a thousand times. */
const MOST_RATIO = 250;

/** The unpacked bytes of a packed file: they go into a temporary file in the background, and can be read as they come. */
export class InflatingSource implements ByteSource {
  readonly path = null;
  size = 0;
  damage: string | null = null;
  private done = false;
  private ending = false;
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly handle: FileHandle,
    private readonly remove: () => Promise<void>,
    private readonly limit: number,
    /** Free bytes of the disk that it is unpacked to. */
    private readonly room: number,
  ) {}

  /** Starts unpacking. Throws, naming the file, where not even its first bytes can be unpacked. */
  static async open(path: string, packing: Packing, limit?: number): Promise<InflatingSource> {
    const folder = await mkdtemp(join(tmpdir(), 'tiebreak-'));
    const target = join(folder, 'rows');
    const gone = () => rm(folder, { recursive: true, force: true });
    const handle = await open(target, 'wx+', 0o600).catch(async (error: unknown) => {
      await gone();
      throw error;
    });
    // Where the system lets an open file lose its name, nothing stays behind even if the process is killed.
    await gone().catch(() => undefined);
    const most = limit ?? Math.max(ALWAYS_BYTES, MOST_RATIO * (await stat(path).catch(() => ({ size: 0 }))).size);
    const room = await statfs(tmpdir()).then(({ bavail, bsize }) => bavail * bsize * 0.9, () => Infinity);
    const source = new InflatingSource(handle, gone, most, room);
    void source.fill(path, packing);
    await source.reach(1);
    if (source.damage !== null && source.size === 0) {
      await source.close();
      throw new Error(t('{0}: cannot be unpacked: {1}', path, source.damage));
    }
    return source;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    await this.reach(offset + length);
    return readAt(this.handle, this.size, offset, length);
  }

  async close(): Promise<void> {
    this.ending = true;
    await this.finished();
    await this.handle.close();
    await this.remove();
  }

  /** Waits until that many bytes are there, or no more come. */
  private async reach(bytes: number): Promise<void> {
    while (this.size < bytes && !this.done) await new Promise<void>((resolve) => void this.waiting.push(resolve));
  }

  private finished(): Promise<void> {
    return this.reach(Infinity);
  }

  private async fill(path: string, packing: Packing): Promise<void> {
    try {
      for await (const chunk of packing.unpack(createReadStream(path, { highWaterMark: 256 * 1024 }))) {
        if (this.ending) break;
        if (this.size + chunk.length > this.limit) throw new Error(t('it unfolds to more than {0} bytes, which no {1} file of rows does', this.limit, packing.name));
        if (this.size + chunk.length > this.room) throw new Error(t('it unfolds to more than the {0} bytes that are free in {1}', Math.floor(this.room), tmpdir()));
        for (let done = 0; done < chunk.length; ) done += (await this.handle.write(chunk, done, chunk.length - done, this.size + done)).bytesWritten;
        this.size += chunk.length;
        this.wake();
      }
    } catch (error) {
      this.damage = t('the packed file ends too early or is broken after {0} unpacked bytes: {1}', this.size, (error as Error).message);
    }
    this.done = true;
    this.wake();
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
