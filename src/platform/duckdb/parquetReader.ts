import { t } from '@vscode/l10n';
import { DuckDBInstance, type DuckDBDataChunk } from '@duckdb/node-api';
import type { Footer } from '../../core/formats/parquet/footer.js';
import { leavesOf } from '../../core/formats/parquet/schemaTree.js';
import { quoted } from './chunks.js';
import { renderer } from './parquetJson.js';

/** Memory and threads for reading one file; what was read is not kept, as a cached page of the file before a save would be taken for one of the new file. */
const SETTINGS = {
  memory_limit: '256MB',
  threads: '2',
  enable_external_file_cache: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};
/** What DuckDB decodes at once of a result, by a guess from the row groups' sizes, takes at most so many bytes. */
const BATCH_BYTES = 96 * 1024 * 1024;
/** What a column takes even where it holds nothing. */
const COLUMN_BYTES = 64 * 1024;
/** Rows that DuckDB decodes at once. */
const VECTOR_ROWS = 2048;
/** Rows of more than one batch are put together from windows of so many bytes. */
const WINDOW_BYTES = 48 * 1024 * 1024;
const PIECE_ROWS = 256;
const PIECE_CHARS = 4 * 1024 * 1024;

/** Reads rows of one Parquet file as JSON texts, by a DuckDB that can reach nothing else. */
export class ParquetReader {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly path: string,
    private footer: Footer,
    /** DuckDB's names of the columns, which differ from the file's where those are not unique. */
    private readonly names: readonly string[],
    private readonly numbered: boolean,
  ) {}

  /** Throws with DuckDB's reason where it cannot read the file. */
  static async open(path: string, footer: Footer): Promise<ParquetReader> {
    const instance = await DuckDBInstance.create(':memory:', SETTINGS);
    try {
      const main = await instance.connect();
      await main.run(`set allowed_paths = [${text(path)}]`);
      await main.run('set enable_external_access = false');
      await main.run('set lock_configuration = true');
      const numbered = !footer.schema.columns.some(({ name }) => name.toLowerCase() === 'file_row_number');
      const all = await main.prepare(`select * from ${table(path, false)}`);
      const names = Array.from({ length: all.columnCount }, (_, column) => all.columnName(column));
      all.destroySync();
      if (names.length !== footer.schema.columns.length) throw new Error(t('it has {0} columns, of which {1} can be read', footer.schema.columns.length, names.length));
      main.closeSync();
      return new ParquetReader(instance, path, footer, names, numbered);
    } catch (error) {
      instance.closeSync();
      throw reasonOf(error);
    }
  }

  /** Rows from `from` to before `to`, with these columns only. */
  async window(columns: readonly number[], from: number, to: number): Promise<string[]> {
    return all(this.read(columns, from, to));
  }

  /** All rows from `from` on, in pieces. */
  stream(columns: readonly number[], from: number): AsyncGenerator<string[]> {
    return this.read(columns, from, this.footer.rows);
  }

  /** The file at the path is now another, with the same schema. */
  follow(footer: Footer): void {
    this.footer = footer;
  }

  close(): void {
    this.instance.closeSync();
  }

  private async *read(columns: readonly number[], from: number, to: number): AsyncGenerator<string[]> {
    const { batches, rowBytes } = this.plan(columns);
    if (batches.length === 1) {
      for await (const piece of this.cells(columns, from, to)) yield piece.map((cells) => `{${cells}}`);
      return;
    }
    const size = Math.max(8, Math.floor(WINDOW_BYTES / rowBytes));
    for (let start = from; start < to; start += size) {
      const end = Math.min(to, start + size);
      const parts: string[][] = [];
      for (const batch of batches) parts.push(await all(this.cells(batch, start, end)));
      yield Array.from({ length: end - start }, (_, i) => `{${parts.map((part) => part[i]!).join(', ')}}`);
    }
  }

  /** The members of each row's JSON object. */
  private async *cells(columns: readonly number[], from: number, to: number): AsyncGenerator<string[]> {
    // A connection streams one result at a time.
    const connection = await this.instance.connect();
    try {
      const result = await connection.stream(this.sql(columns, from, to));
      let row = from;
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        for (const piece of this.pieces(chunk, columns, row)) {
          row += piece.length;
          yield piece;
        }
      }
      if (row !== to) throw new Error(t('it has {0} rows by its footer, but only {1} can be read', this.footer.rows, row));
    } catch (error) {
      throw reasonOf(error);
    } finally {
      connection.closeSync();
    }
  }

  private *pieces(chunk: DuckDBDataChunk, columns: readonly number[], first: number): Generator<string[]> {
    const renders = columns.map((column, i) => {
      const node = this.footer.schema.columns[column]!;
      return { name: `${JSON.stringify(node.name)}: `, render: renderer(chunk.getColumnVector(i), node) };
    });
    const numbers = this.numbered ? chunk.getColumnVector(columns.length) : null;
    for (let at = 0; at < chunk.rowCount; ) {
      const texts: string[] = [];
      for (let chars = 0; at < chunk.rowCount && texts.length < PIECE_ROWS && chars < PIECE_CHARS; at++) {
        if (numbers && Number(numbers.getItem(at)) !== first + at) throw new Error(t('its rows come in another order than they stand in'));
        const text = renders.map(({ name, render }) => name + render(at)).join(', ');
        chars += text.length;
        texts.push(text);
      }
      yield texts;
    }
  }

  private sql(columns: readonly number[], from: number, to: number): string {
    const names = columns.map((column) => quoted(this.names[column]!));
    if (!this.numbered) return `select ${names.join(', ') || '1'} from ${table(this.path, false)} limit ${to - from} offset ${from}`;
    const where = from === 0 && to === this.footer.rows ? '' : ` where file_row_number between ${from} and ${to - 1}`;
    return `select ${[...names, 'file_row_number'].join(', ')} from ${table(this.path, true)}${where}`;
  }

  /** Columns that can be decoded at once within the memory limit, and how large a row is about. */
  private plan(columns: readonly number[]): { batches: number[][]; rowBytes: number } {
    const batches: number[][] = [[]];
    let size = 0;
    let rowBytes = 1;
    for (const column of columns) {
      const leaves = leavesOf(this.footer.schema.columns[column]!);
      const sizes = this.footer.groups.map(({ rows, chunks }) => ({ rows, each: leaves.reduce((sum, { index }) => sum + chunks[index]!.uncompressed, 0) / Math.max(1, rows) }));
      const most = sizes.reduce((max, { rows, each }) => Math.max(max, each * Math.min(rows, VECTOR_ROWS)), 0) + leaves.length * COLUMN_BYTES;
      if (size > 0 && size + most > BATCH_BYTES) {
        batches.push([]);
        size = 0;
      }
      batches.at(-1)!.push(column);
      size += most;
      rowBytes += sizes.reduce((max, { each }) => Math.max(max, each), 0);
    }
    return { batches, rowBytes };
  }
}

async function all(pieces: AsyncIterable<readonly string[]>): Promise<string[]> {
  const texts: string[] = [];
  for await (const piece of pieces) texts.push(...piece);
  return texts;
}

function table(path: string, numbered: boolean): string {
  return `read_parquet(${text(path)}, hive_partitioning = false, union_by_name = false, filename = false, file_row_number = ${numbered})`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** DuckDB's error in one line. */
function reasonOf(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(message.split('\n')[0]!.trim(), { cause: error });
}
