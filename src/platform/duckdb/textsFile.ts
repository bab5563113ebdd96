import { DuckDBDataChunk, INTEGER, LIST, VARCHAR, listValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { TextRow, TextSource } from '../../core/query/store.js';
import { CHUNK_ROWS } from './chunks.js';
import { removeDatabase, withDatabase, type Limits } from './database.js';

/** Characters that are held in a chunk, and chunks' characters before DuckDB is made to write them: its appender would hold them all. */
const CHUNK_CHARACTERS = 4_000_000;
const FLUSH_CHARACTERS = 32_000_000;
const TYPES = [INTEGER, VARCHAR, VARCHAR, VARCHAR, LIST(VARCHAR)];

/** The texts of all records in a database file, as table `texts`; written when the first query asks for texts. */
export class TextsFile {
  private written = false;
  private writtenCount = 0;
  private readonly changed = new Set<number>();

  constructor(
    readonly path: string,
    private readonly limits: Limits,
    private readonly source: TextSource,
    /** How many records there are now. */
    private readonly count: () => number,
  ) {}

  /** True once the file is there, also where it is not up to date. */
  get exists(): boolean {
    return this.written;
  }

  get stale(): boolean {
    return !this.written || this.changed.size > 0 || this.writtenCount !== this.count();
  }

  /** These records' texts are others now. */
  change(indices: readonly number[]): void {
    for (const index of indices) this.changed.add(index);
  }

  /** Brings the file up to date; nothing else may have it open. */
  async sync(signal?: AbortSignal): Promise<void> {
    if (!this.stale) return;
    const count = this.count();
    const changed = this.written && count === this.writtenCount ? [...this.changed].sort((a, b) => a - b) : null;
    // What changes while this runs is for the next time.
    this.changed.clear();
    this.written = false;
    if (changed === null) removeDatabase(this.path);
    await withDatabase(this.path, this.limits, async (connection) => {
      if (changed === null) await connection.run('create table texts (i integer, prompt varchar, first varchar, second varchar, rest varchar[])');
      else await connection.run(`delete from texts where i in (${changed.join(', ')})`);
      await append(connection, this.source(changed), signal);
    });
    this.written = true;
    this.writtenCount = count;
  }
}

/** Select list that shows `texts` as the documented text columns. */
export function textsList(table: string): string {
  return (
    `${table}.prompt, ${table}.first as response_1, ${table}.second as response_2, case when ${table}.first is null then []::varchar[] ` +
    `when ${table}.second is null then [${table}.first] else list_concat([${table}.first, ${table}.second], ${table}.rest) end as responses`
  );
}

async function append(connection: DuckDBConnection, rows: AsyncIterable<TextRow>, signal?: AbortSignal): Promise<void> {
  const appender = await connection.createAppender('texts');
  const chunk = DuckDBDataChunk.create(TYPES);
  let waiting: DuckDBValue[][] = [];
  let characters = 0;
  let unwritten = 0;
  const flush = () => {
    if (waiting.length === 0) return;
    chunk.reset();
    chunk.setRows(waiting);
    appender.appendDataChunk(chunk);
    unwritten += characters;
    if (unwritten > FLUSH_CHARACTERS) {
      appender.flushSync();
      unwritten = 0;
    }
    waiting = [];
    characters = 0;
  };
  for await (const { index, prompt, responses } of rows) {
    signal?.throwIfAborted();
    waiting.push([index, prompt, responses[0] ?? null, responses[1] ?? null, listValue(responses.slice(2))]);
    characters += responses.reduce((sum, { length }) => sum + length, prompt.length);
    if (waiting.length === CHUNK_ROWS || characters > CHUNK_CHARACTERS) flush();
  }
  flush();
  appender.closeSync();
}
