import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Limits } from './database.js';

/** A DuckDB that holds the view `records` over attached read-only files, and can reach nothing else: no files, no network, no settings. */
export interface LockedDatabase {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** `attach`: name -> database file; `view` is the SELECT behind `records`. */
export async function openLocked(attach: Readonly<Record<string, string>>, view: string, spill: string, { memory, threads }: Limits): Promise<LockedDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    threads: String(threads),
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  for (const [name, path] of Object.entries(attach)) {
    await connection.run(`attach '${path.replaceAll("'", "''")}' as ${name} (read_only)`);
  }
  await connection.run(`create view records as ${view}`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
