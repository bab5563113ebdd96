import { t } from '@vscode/l10n';
import { join } from 'node:path';
import { queryNeeds } from '../../core/query/needs.js';
import { QueryError, type Json, type QueryOptions, type TableSource, type TableStore, type TextSource } from '../../core/query/store.js';
import { quoted } from './chunks.js';
import type { Limits } from './database.js';
import { toJson } from './json.js';
import { openLocked, type LockedDatabase } from './locked.js';
import { MetricsFile, metricsList } from './metricsFile.js';
import { runSelect } from './run.js';
import { checkCondition, checkSelect } from './statement.js';
import { makeTempFolder, type TempFolder } from './tempFolder.js';
import { TextsFile, textsList } from './textsFile.js';

/** Where the store may write, and what it may take. */
export interface StoreOptions extends Partial<Limits> {
  /** Parent of its temporary folder; the system's own by default. */
  readonly folder?: string;
}

/**
 * The table `records` in disk-backed DuckDB files. User SQL runs in a second, locked instance that attaches the files
 * read-only; it is opened anew after every change. Calls run one after the other.
 */
export class DuckTableStore implements TableStore {
  private readonly limits: Limits;
  private readonly parent: string | undefined;
  private folder: TempFolder | null = null;
  private source: TableSource | null = null;
  private metrics: MetricsFile | null = null;
  private texts: TextsFile | null = null;
  private locked: LockedDatabase | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor({ folder, memory = '512MB', threads = 2 }: StoreOptions = {}) {
    this.parent = folder;
    this.limits = { memory, threads };
  }

  load(source: TableSource, texts: TextSource | null): Promise<void> {
    return this.next(async () => {
      this.unlock();
      this.folder ??= makeTempFolder(this.parent);
      this.source = source;
      this.metrics = new MetricsFile(join(this.folder.path, 'metrics.duckdb'), this.limits, source);
      this.texts = texts && new TextsFile(join(this.folder.path, 'texts.duckdb'), this.limits, texts, () => source.count);
    });
  }

  update(indices: readonly number[]): void {
    this.metrics?.change(indices);
    this.texts?.change(indices);
  }

  reload(): void {
    this.metrics?.change(null);
  }

  query(sql: string, given: QueryOptions = {}): Promise<readonly Readonly<Record<string, Json>>[]> {
    const options = this.ended(given);
    return this.next(async () => {
      const { connection } = await this.ready(sql, options);
      await checkSelect(connection, sql);
      const rows: Record<string, Json>[] = [];
      await runSelect(connection, sql, options, (chunk, names) => {
        for (const values of chunk.getRows()) rows.push(Object.fromEntries(names.map((name, i) => [name, toJson(values[i]!)])));
      });
      return rows;
    });
  }

  where(condition: string, given: QueryOptions = {}): Promise<Uint32Array> {
    return this.indices(condition, 'order by "index"', condition, given);
  }

  sorted(column: string, descending: boolean, condition: string | null, given: QueryOptions = {}): Promise<Uint32Array> {
    const by = `order by ${quoted(column)} ${descending ? 'desc' : 'asc'} nulls last, "index"`;
    // The column's name says whether texts must be read for it.
    return this.indices(condition, by, `${condition ?? ''}\n${quoted(column)}`, given);
  }

  /** Indices of the records that meet a condition (null: all), in an order; `named` is what names the columns that are read. */
  private indices(condition: string | null, order: string, named: string, given: QueryOptions): Promise<Uint32Array> {
    const options = this.ended(given);
    return this.next(async () => {
      const { connection } = await this.ready(named, options);
      if (condition !== null) await checkCondition(connection, condition);
      // A line of its own: the condition may end in a comment.
      const sql = `select "index" from records ${condition === null ? '' : `where (\n${condition}\n) `}${order}`;
      await checkSelect(connection, sql);
      const parts: Uint32Array[] = [];
      await runSelect(connection, sql, { ...options, maxRows: Infinity }, (chunk) => {
        parts.push(Uint32Array.from(chunk.getColumnValues(0), Number));
      });
      const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      return all;
    });
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.last;
    this.unlock();
    this.folder?.remove();
  }

  /** The caller's options, cancelled also by `close`. */
  private ended(options: QueryOptions): QueryOptions {
    const signals = options.signal === undefined ? [] : [options.signal];
    return { ...options, signal: AbortSignal.any([this.ending.signal, ...signals]) };
  }

  /** Runs `work` after what was asked before it, also where that failed. */
  private next<T>(work: () => Promise<T>): Promise<T> {
    const run = this.last.then(async () => {
      if (this.ending.signal.aborted) throw new QueryError(t('The file is closed.'));
      return work();
    });
    this.last = run.catch(() => undefined);
    return run;
  }

  private async ready(sql: string, { signal }: QueryOptions): Promise<LockedDatabase> {
    const { source, metrics, texts } = this;
    if (source === null || metrics === null) throw new QueryError(t('No file is loaded.'));
    const read = texts !== null && (texts.exists || queryNeeds(sql).text);
    const reread = read && texts.stale && queryNeeds(sql).text;
    if (metrics.stale || reread) {
      this.unlock();
      await metrics.sync();
      if (reread) await texts.sync(signal);
    }
    this.locked ??= await openLocked(
      { metrics_file: metrics.path, ...(read && { texts_file: texts.path }) },
      `select ${metricsList(source, 'm')}${read ? `, ${textsList('t')}` : ''} from metrics_file.main.metrics m` +
        (read ? ' left join texts_file.main.texts t on t.i = m."index"' : ''),
      join(this.folder!.path, 'spill'),
      this.limits,
    );
    return this.locked;
  }

  private unlock(): void {
    this.locked?.close();
    this.locked = null;
  }
}
