import type { TableColumn, TableSource } from '../../core/query/store.js';
import { appendRows, quoted, sqlType } from './chunks.js';
import { removeDatabase, withDatabase, type Limits } from './database.js';

/** The metrics of all records in a database file, as table `metrics`; columns without any value are left out of it. */
export class MetricsFile {
  private all = true;
  private written = '';
  private count = 0;
  private readonly changed = new Set<number>();

  constructor(
    readonly path: string,
    private readonly limits: Limits,
    private readonly source: TableSource,
  ) {}

  /** These records read differently now; null = all. */
  change(indices: readonly number[] | null): void {
    if (indices === null) this.all = true;
    else for (const index of indices) this.changed.add(index);
  }

  /** True where the file does not hold the source's present values; records that were added tell themselves. */
  get stale(): boolean {
    return this.all || this.changed.size > 0 || this.count !== this.source.count;
  }

  /** Brings the file up to date; nothing else may have it open. */
  async sync(): Promise<void> {
    if (!this.stale) return;
    const stored = this.source.columns.filter(({ empty }) => !empty);
    const changed = [...this.changed].sort((a, b) => a - b);
    // A column that has its first value needs a new table; many rows are faster written anew.
    const anew = this.all || this.count !== this.source.count || this.written !== shape(stored) || changed.length > this.source.count / 4;
    // What changes while this runs is for the next time.
    this.all = false;
    this.changed.clear();
    try {
      if (anew) await this.writeAll(stored);
      else await this.writeChanged(stored, changed);
    } catch (error) {
      this.all = true;
      throw error;
    }
  }

  private async writeAll(stored: readonly TableColumn[]): Promise<void> {
    removeDatabase(this.path);
    const { count } = this.source;
    const rows = Uint32Array.from({ length: count }, (_, index) => index).filter((index) => this.source.kept(index));
    await withDatabase(this.path, this.limits, async (connection) => {
      await connection.run(`create table metrics (${stored.map(({ name, type }) => `${quoted(name)} ${sqlType(type)}`).join(', ')})`);
      await appendRows(connection, 'metrics', stored, rows);
    });
    this.written = shape(stored);
    this.count = count;
  }

  private async writeChanged(stored: readonly TableColumn[], changed: readonly number[]): Promise<void> {
    await withDatabase(this.path, this.limits, async (connection) => {
      await connection.run(`delete from metrics where "index" in (${changed.join(', ')})`);
      await appendRows(connection, 'metrics', stored, changed.filter((index) => this.source.kept(index)));
    });
  }
}

/** Select list that shows `metrics` with all its columns, those without values too. */
export function metricsList(source: TableSource, table: string): string {
  return source.columns.map(({ name, type, empty }) => (empty ? `null::${sqlType(type)} as ${quoted(name)}` : `${table}.${quoted(name)}`)).join(', ');
}

function shape(columns: readonly TableColumn[]): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join();
}
