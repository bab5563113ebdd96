import { t } from '@vscode/l10n';
import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Footer } from '../../core/formats/parquet/footer.js';
import { stampOf } from '../node/files/stamp.js';
import { RowCache, type ReadRow } from './parquetCache.js';
import { ParquetReader } from './parquetReader.js';

const FEW_ROWS = 256;
/** While a save puts the new file in place, a read waits for the rows to follow. */
const WAIT_MS = 20;
const WAITS = 100;

const CHANGED = t('the file has changed on disk since it was opened');

/** Rows of one Parquet file as JSON texts of the selected columns, as the file that was opened holds them: DuckDB reads by the path, where another may stand meanwhile. */
export class ParquetRows {
  private readonly cache = new RowCache(() => this.footer.rows, (from, to) => this.window(from, to));
  private columns: readonly number[];
  private stamp: string;

  private constructor(
    private readonly path: string,
    private footer: Footer,
    private readonly reader: ParquetReader,
  ) {
    this.columns = footer.schema.columns.map((_, i) => i);
    this.stamp = stampAt(path);
  }

  /** Throws with DuckDB's reason where it cannot read the file. */
  static async open(path: string, footer: Footer): Promise<ParquetRows> {
    return new ParquetRows(path, footer, await ParquetReader.open(path, footer));
  }

  /** Places of the columns that the texts hold; all of them at first. */
  get selected(): readonly number[] {
    return this.columns;
  }

  /** Texts hold only these columns from now on. */
  select(columns: readonly number[]): void {
    this.columns = columns;
    this.cache.clear();
  }

  /** All rows from `from` on, in pieces; whether the file is still the same is not looked at. */
  stream(from: number): AsyncGenerator<string[]> {
    return this.reader.stream(this.columns, from);
  }

  /** Rows from `from` to before `to`. Throws where another file stands in the place of the one that was opened. */
  async window(from: number, to: number): Promise<string[]> {
    for (let wait = 0; wait < WAITS; wait++) {
      const { stamp } = this;
      const texts = stampAt(this.path) === stamp ? await this.reader.window(this.columns, from, to) : null;
      if (texts && stampAt(this.path) === stamp) return texts;
      await delay(WAIT_MS);
    }
    throw new Error(CHANGED);
  }

  /** One row, or why it cannot be read; its neighbours are kept at hand. */
  row(row: number): Promise<ReadRow> {
    return this.cache.row(row);
  }

  /** These rows, each with its text. Throws where one cannot be read, or another file stands in the place of the one that was opened. */
  async *several(rows: readonly number[]): AsyncGenerator<{ row: number; text: string }> {
    if (rows.length <= FEW_ROWS) {
      for (const row of rows) {
        const { text, problem } = await this.row(row);
        if (text === null) throw new Error(t('row {0} cannot be read: {1}', row, String(problem)));
        yield { row, text };
      }
      return;
    }
    const wanted = new Set(rows);
    // Too many for the arguments of one call.
    const last = rows.reduce((most, each) => Math.max(most, each), 0);
    let row = rows.reduce((least, each) => Math.min(least, each), last);
    const { stamp } = this;
    const assertSame = () => {
      if (stampAt(this.path) !== stamp) throw new Error(CHANGED);
    };
    assertSame();
    for await (const texts of this.stream(row)) {
      for (const text of texts) {
        if (wanted.has(row)) yield { row, text };
        row++;
      }
      if (row > last) break;
    }
    // Another file in that place would say what was never in this one.
    assertSame();
  }

  /** The file at the path is now another, with the same schema. */
  follow(footer: Footer): void {
    this.reader.follow(footer);
    this.footer = footer;
    this.cache.clear();
    this.stamp = stampAt(this.path);
  }

  close(): void {
    this.reader.close();
  }
}

function stampAt(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? stampOf(found) : '';
}
