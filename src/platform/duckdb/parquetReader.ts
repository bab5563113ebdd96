import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBResult } from '@duckdb/node-api';
import type { Footer } from '../../core/formats/parquet/footer.js';
import { leavesOf } from '../../core/formats/parquet/schemaTree.js';
import { quoted } from './chunks.js';
import { renderer } from './parquetJson.js';

/** Memory and threads for reading one file. */
const LIMITS = { memory_limit: '256MB', threads: '2', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', allow_community_extensions: 'false' };
/** Columns that are decoded at once hold about so many bytes of each row group. */
const BATCH_BYTES = 64 * 1024 * 1024;
/** A column is read page by page, so that a large one takes no more than a few pages. */
const MOST_OF_COLUMN = 4 * 1024 * 1024;
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
    const instance = await DuckDBInstance.create(':memory:', LIMITS);
    try {
      const main = await instance.connect();
      await main.run(`set allowed_paths = [${text(path)}]`);
      await main.run('set enable_external_access = false');
      await main.run('set lock_configuration = true');
      const numbered = !footer.schema.columns.some(({ name }) => name.toLowerCase() === 'file_row_number');
      const names = (await main.run(`select * from ${table(path, false)} limit 0`)).columnNames();
      if (names.length !== footer.schema.columns.length) throw new Error(`it has ${footer.schema.columns.length} columns, of which ${names.length} can be read`);
      main.closeSync();
      return new ParquetReader(instance, path, footer, names, numbered);
    } catch (error) {
      instance.closeSync();
      throw reasonOf(error);
    }
  }

  /** Rows from `from` to before `to`, with these columns only. */
  async window(columns: readonly number[], from: number, to: number): Promise<string[]> {
    const texts: string[] = [];
    for await (const piece of this.read(columns, from, to)) texts.push(...piece);
    return texts;
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
    // A connection streams one result at a time.
    const connections: DuckDBConnection[] = [];
    try {
      const batches: Batch[] = [];
      for (const batch of this.batches(columns)) {
        const connection = await this.instance.connect();
        connections.push(connection);
        batches.push(new Batch(batch, await connection.stream(this.sql(batch, from, to)), this.footer));
      }
      for (let row = from; row < to; ) {
        await Promise.all(batches.map((batch) => batch.fill()));
        const count = Math.min(...batches.map((batch) => batch.left), PIECE_ROWS, to - row);
        if (count === 0) throw new Error(`it has ${to} rows by its footer, but only ${row} can be read`);
        const texts = rowTexts(batches, count, this.numbered ? row : null);
        row += texts.length;
        yield texts;
      }
    } catch (error) {
      throw reasonOf(error);
    } finally {
      for (const connection of connections) connection.closeSync();
    }
  }

  private sql(columns: readonly number[], from: number, to: number): string {
    const names = columns.map((column) => quoted(this.names[column]!));
    if (!this.numbered) return `select ${names.join(', ') || '1'} from ${table(this.path, false)} limit ${to - from} offset ${from}`;
    const where = from === 0 && to === this.footer.rows ? '' : ` where file_row_number between ${from} and ${to - 1}`;
    return `select ${[...names, 'file_row_number'].join(', ')} from ${table(this.path, true)}${where}`;
  }

  /** Columns that can be decoded at once within the memory limit. */
  private batches(columns: readonly number[]): number[][] {
    const batches: number[][] = [[]];
    let size = 0;
    for (const column of columns) {
      const most = Math.max(0, ...this.footer.groups.map(({ chunks }) => leavesOf(this.footer.schema.columns[column]!).reduce((sum, { index }) => sum + Math.min(MOST_OF_COLUMN, chunks[index]!.uncompressed), 0)));
      if (size > 0 && size + most > BATCH_BYTES) {
        batches.push([]);
        size = 0;
      }
      batches.at(-1)!.push(column);
      size += most;
    }
    return batches;
  }
}

/** A result over some of the columns, read chunk by chunk. */
class Batch {
  private at = 0;
  private rows = 0;
  private renders: { readonly name: string; readonly render: (at: number) => string }[] = [];
  private numbers: { getItem(at: number): unknown } | null = null;

  constructor(
    private readonly columns: readonly number[],
    private readonly result: DuckDBResult,
    private readonly footer: Footer,
  ) {}

  /** Rows at hand. */
  get left(): number {
    return this.rows - this.at;
  }

  /** Reads on where no row is at hand. */
  async fill(): Promise<void> {
    while (this.left === 0) {
      const chunk = await this.result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      this.take(chunk);
    }
  }

  next(): { cells: string; row: unknown } {
    const { at } = this;
    this.at++;
    return { cells: this.renders.map(({ name, render }) => name + render(at)).join(', '), row: this.numbers?.getItem(at) };
  }

  private take(chunk: DuckDBDataChunk): void {
    this.at = 0;
    this.rows = chunk.rowCount;
    this.renders = this.columns.map((column, i) => {
      const node = this.footer.schema.columns[column]!;
      return { name: `${JSON.stringify(node.name)}: `, render: renderer(chunk.getColumnVector(i), node) };
    });
    this.numbers = chunk.columnCount > this.columns.length && this.columns.length > 0 ? chunk.getColumnVector(this.columns.length) : null;
  }
}

function rowTexts(batches: readonly Batch[], count: number, first: number | null): string[] {
  const texts: string[] = [];
  for (let chars = 0; texts.length < count && chars < PIECE_CHARS; ) {
    const parts = batches.map((batch) => batch.next());
    if (first !== null && parts.some(({ row }) => row !== undefined && Number(row) !== first + texts.length)) throw new Error('its rows come in another order than they stand in');
    const row = `{${parts.map(({ cells }) => cells).join(', ')}}`;
    chars += row.length;
    texts.push(row);
  }
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
