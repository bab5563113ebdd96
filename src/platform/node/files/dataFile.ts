import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LineFile } from '../../../core/formats/lines.js';
import type { ByteSink } from '../../../core/ports.js';
import { inflateToTemporary, GzipSink } from './gzip.js';
import { FileSink } from './sink.js';
import { FileSource } from './source.js';

/** The file on the disk is not the one that was opened. */
export class ChangedOnDisk extends Error {
  override readonly name = 'ChangedOnDisk';
}

const EXTENSIONS = ['.jsonl', '.ndjson', '.jsonl.gz', '.ndjson.gz'];
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** An open data file: its rows, and how they get back to the disk. */
export class DataFile {
  private constructor(
    readonly path: string,
    readonly rows: LineFile,
    readonly compression: 'gzip' | null,
    private stamp: string,
    private source: FileSource,
    private discard: () => Promise<void>,
  ) {}

  /** Throws, naming the file, where it is not a readable file of a known format. */
  static async open(path: string): Promise<DataFile> {
    const known = EXTENSIONS.find((extension) => path.toLowerCase().endsWith(extension));
    if (!known) throw new Error(`${path}: this format is not supported; supported: ${EXTENSIONS.join(', ')}`);
    const raw = await FileSource.open(path);
    const stamp = stampOf(raw.size, raw.modified);
    const head = await raw.read(0, 2);
    // The bytes decide, not the name: a .jsonl.gz that is plain text opens too.
    if (!GZIP_MAGIC.every((byte, i) => head[i] === byte)) {
      return new DataFile(path, new LineFile(raw), null, stamp, raw, async () => undefined);
    }
    await raw.close();
    const inflated = await inflateToTemporary(path);
    const source = await FileSource.open(inflated.path);
    return new DataFile(path, new LineFile(source), 'gzip', stamp, source, inflated.remove);
  }

  /** Throws where the bytes that rows are copied from are no longer those that were opened: not even an overwrite may use them. */
  async assertWhole(): Promise<void> {
    if (!(await this.source.untouched())) {
      throw new Error(`${this.path}: another program has written into the file while it was open: what is shown here can no longer be saved; revert the file to read it anew`);
    }
  }

  /** Throws `ChangedOnDisk` where somebody else has written the file since it was opened or saved. */
  async assertUnchanged(): Promise<void> {
    const now = await stat(this.path).catch(() => null);
    if (!now || stampOf(now.size, now.mtimeMs) !== this.stamp) {
      throw new ChangedOnDisk(`${this.path}: the file has ${now ? 'changed on disk' : 'been removed'} since it was opened`);
    }
  }

  /**
   * A sink that replaces `path` when it commits. After that `follow` opens what was written, where that is this file;
   * the function it answers puts it in place at once, so that the index can be put in place in the same step.
   */
  async sink(path: string): Promise<{ sink: ByteSink; follow(): Promise<() => void> }> {
    const target = await FileSink.create(path);
    const here = path === this.path;
    const none = async () => undefined;
    if (!(here ? this.compression : path.toLowerCase().endsWith('.gz'))) {
      return { sink: target, follow: () => (here ? this.follow(path, none) : Promise.resolve(() => undefined)) };
    }
    const folder = await mkdtemp(join(tmpdir(), 'tiebreak-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    const plain = join(folder, 'rows');
    const sink = new GzipSink(target, await FileSink.create(plain));
    return { sink, follow: () => (here ? this.follow(plain, remove) : remove().then(() => () => undefined)) };
  }

  async close(): Promise<void> {
    await this.source.close();
    await this.discard();
  }

  private async follow(plain: string, discard: () => Promise<void>): Promise<() => void> {
    const source = await FileSource.open(plain);
    const now = await stat(this.path);
    return () => {
      const { source: old, discard: discardOld } = this;
      this.rows.replaceSource(source);
      this.source = source;
      this.discard = discard;
      this.stamp = stampOf(now.size, now.mtimeMs);
      void old.close().then(discardOld);
    };
  }
}

function stampOf(size: number, modified: number): string {
  return `${size}:${modified}`;
}
