import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { rmSync } from 'node:fs';

/** Memory and threads that DuckDB may take. */
export interface Limits {
  /** As DuckDB writes sizes, '512MB'. */
  readonly memory: string;
  readonly threads: number;
}

/** Opens a database file for as long as `work` lasts; nothing else may have it open. */
export async function withDatabase(path: string, { memory, threads }: Limits, work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(path, { memory_limit: memory, threads: String(threads) });
  const connection = await instance.connect();
  try {
    await work(connection);
    await connection.run('checkpoint');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Removes a database file and its log. */
export function removeDatabase(path: string): void {
  for (const name of [path, `${path}.wal`]) rmSync(name, { force: true });
}
