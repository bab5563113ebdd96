import { QueryError } from '../../core/query/store.js';

/** DuckDB's error as one for the writer of the SQL: its own message, without what our calls put before it. */
export function queryError(error: unknown): QueryError {
  if (error instanceof QueryError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new QueryError(message.replace(/^Failed to (extract|prepare)[^:]*: /, '').trim(), { cause: error });
}
