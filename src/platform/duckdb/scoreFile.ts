import { rename, rm, writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ScoreRow } from '../../core/scoring/scoreRows.js';

const TYPES: Readonly<Record<keyof ScoreRow, string>> = {
  index: 'INTEGER',
  id: 'VARCHAR',
  response: 'INTEGER',
  model: 'VARCHAR',
  member: 'INTEGER',
  attribute: 'VARCHAR',
  value: 'DOUBLE',
  device: 'VARCHAR',
};

/** Writes a score file: Parquet by its name (.parquet), else JSON Lines. Nothing is there until it is whole. */
export async function writeScores(path: string, rows: readonly ScoreRow[]): Promise<void> {
  const lines = `${path}.${process.pid}.tmp`;
  await writeFile(lines, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  if (!path.toLowerCase().endsWith('.parquet')) return rename(lines, path);
  const packed = `${path}.${process.pid}.parquet.tmp`;
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const columns = Object.entries(TYPES).map(([name, type]) => `'${name}': '${type}'`);
    const source = `read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
    await connection.run(`copy (select * from ${source}) to ${quoted(packed)} (format parquet)`);
    connection.closeSync();
    await rename(packed, path);
  } finally {
    instance.closeSync();
    await rm(lines, { force: true });
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
