import { t } from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import type { RowFile, Written } from '../../../core/formats/rows.js';
import type { ByteSource } from '../../../core/ports.js';
import { formatOf, knownExtensions, type Format } from './formats.js';
import { InflatingSource } from './inflating.js';
import { packingOf, type Packing } from './packing.js';
import { FileSource } from './source.js';
import { stampOf } from './stamp.js';

/** The file on the disk is not the one that was opened. */
export class ChangedOnDisk extends Error {
  override readonly name = 'ChangedOnDisk';
}

/** One open file of a dataset: its rows, and whether the disk still holds them. */
export class DataFile {
  private constructor(
    readonly path: string,
    readonly format: Format,
    readonly rows: RowFile,
    readonly packing: Packing | null,
    private stamp: string,
    private source: ByteSource,
  ) {}

  /** Throws, naming the file, where it is not a readable file of a known format. */
  static async open(path: string): Promise<DataFile> {
    const raw = await FileSource.open(path);
    let source: ByteSource = raw;
    try {
      const { stamp } = raw;
      // The bytes decide, not the name: a .jsonl.gz that is plain text opens too.
      const packing = packingOf(await raw.read(0, 8));
      if (packing) {
        source = await InflatingSource.open(path, packing);
        await raw.close();
      }
      const format = formatOf(path, await source.read(0, 8));
      if (!format) throw new Error(t('this format is not supported; supported: {0}', knownExtensions().join(', ')));
      if (packing && !format.packable) throw new Error(t('a {0} file is not read from inside a {1} one: unpack it first', format.name, packing.name));
      return new DataFile(path, format, await format.open(source), packing, stamp, source);
    } catch (error) {
      await source.close().catch(() => undefined);
      const { message } = error as Error;
      throw Object.assign(new Error(message.startsWith(path) ? message : `${path}: ${message}`), { name: (error as Error).name });
    }
  }

  /** Throws where the bytes that rows are copied from are no longer those that were opened: not even an overwrite may use them. */
  async assertWhole(): Promise<void> {
    if (this.source instanceof FileSource && !(await this.source.untouched())) {
      throw new Error(t('{0}: another program has written into the file while it was open: what is shown here can no longer be saved; revert the file to read it anew', this.path));
    }
  }

  /** Throws where the file ends too early: what could not be read would be lost. */
  assertUndamaged(): void {
    const { damage } = this.rows;
    if (damage !== null) throw new Error(t('{0}: not saved: {1}; what follows could not be read and would be lost (save under another name to keep what is shown)', this.path, damage));
  }

  /** Throws `ChangedOnDisk` where somebody else has written the file since it was opened or saved. */
  async assertUnchanged(): Promise<void> {
    const now = await stat(this.path).catch(() => null);
    if (!now || stampOf(now) !== this.stamp) {
      throw new ChangedOnDisk(now ? t('{0}: the file has changed on disk since it was opened', this.path) : t('{0}: the file has been removed since it was opened', this.path));
    }
  }

  /** Goes on from what was written in the place of this file: its unpacked bytes, and its state on the disk. */
  follow(written: Written, plain: FileSource, stamp: string): void {
    const old = this.source;
    written.rebase(plain);
    this.source = plain;
    this.stamp = stamp;
    old.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.rows.close?.();
    await this.source.close();
  }
}
