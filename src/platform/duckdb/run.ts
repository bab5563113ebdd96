import { t } from '@vscode/l10n';
import { StatementType, type DuckDBConnection, type DuckDBDataChunk } from '@duckdb/node-api';
import { QueryError, type QueryOptions } from '../../core/query/store.js';
import { queryError } from './errors.js';

const TIMEOUT_MS = 30_000;
const MAX_ROWS = 1_000_000;
const AGAIN_MS = 20;

/** Runs one checked SELECT within its limits; `take` gets the result's column names and rows chunk by chunk. Throws `QueryError`. */
export async function runSelect(
  connection: DuckDBConnection,
  sql: string,
  { timeoutMs = TIMEOUT_MS, maxRows = MAX_ROWS, signal }: QueryOptions,
  take: (chunk: DuckDBDataChunk, names: readonly string[]) => void,
): Promise<void> {
  let stopped: string | null = null;
  let again: NodeJS.Timeout | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    connection.interrupt();
    // An interrupt that comes between two steps of the statement is forgotten.
    again ??= setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  const timer = setTimeout(() => stop(t('The query took longer than {0} s and was stopped.', timeoutMs / 1000)), timeoutMs);
  const abort = () => stop(t('The query was cancelled.'));
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  try {
    const statements = await connection.extractStatements(sql);
    const prepared = await statements.prepare(0);
    if (statements.count !== 1 || prepared.statementType !== StatementType.SELECT) throw new QueryError(t('Only a single SELECT statement can run here.'));
    const result = await prepared.stream();
    const names = result.deduplicatedColumnNames();
    let rows = 0;
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      if (stopped !== null) break;
      rows += chunk.rowCount;
      if (rows > maxRows) throw new QueryError(t('The query gives more than {0} rows; add a limit.', maxRows));
      take(chunk, names);
    }
    if (stopped !== null) throw new QueryError(stopped);
  } catch (error) {
    throw stopped === null ? queryError(error) : new QueryError(stopped, { cause: error });
  } finally {
    clearTimeout(timer);
    clearInterval(again);
    signal?.removeEventListener('abort', abort);
  }
}
