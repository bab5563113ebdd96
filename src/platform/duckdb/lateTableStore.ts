import type { Json, QueryOptions, TableSource, TableStore, TextSource } from '../../core/query/store.js';

/** A table store that is made when it is loaded: DuckDB's library takes a tenth of a second to load, and many commands run no SQL. */
export class LateTableStore implements TableStore {
  private made: Promise<TableStore> | null = null;

  load(source: TableSource, texts: TextSource | null): Promise<void> {
    return this.store.then((store) => store.load(source, texts));
  }

  update(indices: readonly number[]): void {
    void this.made?.then((store) => store.update(indices));
  }

  reload(): void {
    void this.made?.then((store) => store.reload());
  }

  query(sql: string, options?: QueryOptions): Promise<readonly Readonly<Record<string, Json>>[]> {
    return this.store.then((store) => store.query(sql, options));
  }

  where(condition: string, options?: QueryOptions): Promise<Uint32Array> {
    return this.store.then((store) => store.where(condition, options));
  }

  sorted(column: string, descending: boolean, condition: string | null, options?: QueryOptions): Promise<Uint32Array> {
    return this.store.then((store) => store.sorted(column, descending, condition, options));
  }

  async close(): Promise<void> {
    await this.made?.then((store) => store.close());
  }

  private get store(): Promise<TableStore> {
    return (this.made ??= import('./tableStore.js').then(({ DuckTableStore }) => new DuckTableStore()));
  }
}
