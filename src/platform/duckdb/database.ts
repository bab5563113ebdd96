import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { rmSync } from 'node:fs';

const ROW_GROUP = 4096;

/** Memory and threads that DuckDB may take. */
export interface Limits {
  /** As DuckDB writes sizes, '512MB'. */
  readonly memory: string;
  readonly threads: number;
}

/**
 * Opens a database file for as long as `work` lasts, in one transaction; nothing else may have it open. Small row groups
 * go straight to the file, where whole ones would pass through memory and a log; compression takes several times as long
 * as the writing, for a file that lives as long as its tab.
 */
export async function withDatabase(path: string, { memory, threads }: Limits, work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: memory, threads: String(threads), temp_directory: `${path}.spill` });
  const connection = await instance.connect();
  try {
    await connection.run(`attach '${path.replaceAll("'", "''")}' as file (row_group_size ${ROW_GROUP})`);
    await connection.run("use file; set force_compression = 'uncompressed'; begin");
    await work(connection);
    await connection.run('commit');
    await connection.run('checkpoint file');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Removes a database file and its log. */
export function removeDatabase(path: string): void {
  for (const name of [path, `${path}.wal`]) rmSync(name, { force: true });
}
