import {
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBConnection,
  type DuckDBDoubleVector,
  type DuckDBType,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { TableColumn } from '../../core/query/store.js';

/** Rows that DuckDB takes at once. */
export const CHUNK_ROWS = 2048;

const TYPES: Readonly<Record<TableColumn['type'], { readonly type: DuckDBType; readonly sql: string }>> = {
  integer: { type: INTEGER, sql: 'INTEGER' },
  double: { type: DOUBLE, sql: 'DOUBLE' },
  text: { type: VARCHAR, sql: 'VARCHAR' },
  texts: { type: LIST(VARCHAR), sql: 'VARCHAR[]' },
};

/** SQL name of a column's type. */
export function sqlType(type: TableColumn['type']): string {
  return TYPES[type].sql;
}

/** Puts a name in quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Appends these rows of the columns to a table of the same columns. */
export async function appendRows(connection: DuckDBConnection, table: string, columns: readonly TableColumn[], indices: readonly number[] | Uint32Array): Promise<void> {
  const appender = await connection.createAppender(table);
  const chunk = DuckDBDataChunk.create(columns.map(({ type }) => TYPES[type].type));
  for (let from = 0; from < indices.length; from += CHUNK_ROWS) {
    const rows = indices.slice(from, from + CHUNK_ROWS);
    chunk.reset();
    chunk.rowCount = rows.length;
    columns.forEach((column, i) => fill(chunk.getColumnVector(i), column, rows));
    appender.appendDataChunk(chunk);
    // The engine answers other requests between two chunks.
    await new Promise(setImmediate);
  }
  appender.closeSync();
}

function fill(vector: DuckDBVector, column: TableColumn, rows: readonly number[] | Uint32Array): void {
  if (column.type === 'integer' || column.type === 'double') {
    // Integer vectors differ in nothing that is used here.
    fillNumbers(vector as DuckDBDoubleVector, column.get, rows);
  } else if (column.type === 'text') {
    const { get } = column;
    rows.forEach((index, i) => vector.setItem(i, get(index)));
  } else {
    const { get } = column;
    rows.forEach((index, i) => vector.setItem(i, listValue(get(index))));
  }
  vector.flush();
}

function fillNumbers(vector: DuckDBDoubleVector, get: (index: number) => number, rows: readonly number[] | Uint32Array): void {
  // `setItem` marks each value as valid, which all are at first, at several times the cost of the value.
  const items = vector['items'];
  for (let i = 0; i < rows.length; i++) {
    const value = get(rows[i]!);
    if (Number.isNaN(value)) vector.setItem(i, null);
    else items[i] = value;
  }
}
