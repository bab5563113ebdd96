import { t } from '@vscode/l10n';
import type { DuckDBConnection } from '@duckdb/node-api';
import { QueryError } from '../../core/query/store.js';
import { tokens } from '../../core/query/tokens.js';
import { queryError } from './errors.js';

type Node = { readonly [key: string]: unknown };

/** Table functions that make rows of their arguments alone. */
const PURE = new Set(['range', 'generate_series', 'unnest', 'repeat', 'repeat_row', 'json_each', 'json_tree']);

/** Throws `QueryError` unless the text is one SELECT over `records` (and what the statement itself defines). */
export async function checkSelect(connection: DuckDBConnection, sql: string): Promise<void> {
  const [node, ...more] = await parse(connection, sql);
  if (node === undefined || more.length > 0) throw new QueryError(t('A query is a single SELECT statement.'));
  checkTables(node, new Set(['records']));
}

/** Throws `QueryError` unless the text is one expression, as a condition is. */
export async function checkCondition(connection: DuckDBConnection, condition: string): Promise<void> {
  const [statement, ...more] = await parse(connection, `SELECT\n${condition}`);
  const node = (statement?.['node'] ?? {}) as Node;
  const list = node['select_list'] as readonly Node[] | undefined;
  const rest = Object.keys(node).filter((key) => !['type', 'select_list', 'from_table', 'aggregate_handling'].includes(key));
  const alone =
    more.length === 0 &&
    rest.length === 0 &&
    node['aggregate_handling'] === 'STANDARD_HANDLING' &&
    (node['from_table'] as Node | undefined)?.['type'] === 'EMPTY' &&
    list?.length === 1 &&
    list[0]!['class'] !== 'STAR' &&
    !list[0]!['alias'];
  if (!alone) throw new QueryError(t('A condition is a single SQL expression, such as: mean < 0 and sd > 1'));
}

async function parse(connection: DuckDBConnection, sql: string): Promise<readonly Node[]> {
  if (tokens(sql).every(({ text }) => text === ';')) throw new QueryError(t('There is no SQL statement.'));
  try {
    // Its message shows the place of a mistake, the serialiser's does not.
    await connection.extractStatements(sql);
  } catch (error) {
    throw queryError(error);
  }
  const literal = `'${sql.replaceAll("'", "''")}'`;
  const answer = await connection.runAndReadAll(`select json_serialize_sql(${literal}, skip_null := true, skip_default := true, skip_empty := true)`);
  const tree = JSON.parse(String(answer.value(0, 0))) as { error: boolean; statements?: readonly Node[] };
  if (tree.error) throw new QueryError(t('Only a SELECT statement can run here.'));
  return tree.statements ?? [];
}

/** Every table that is read must be in `known`; a WITH adds its names for the part of the statement it stands over. */
function checkTables(part: unknown, known: ReadonlySet<string>): void {
  if (Array.isArray(part)) for (const item of part) checkTables(item, known);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
  const node = part as Node;
  const names = ((node['cte_map'] as Node | undefined)?.['map'] as readonly { readonly key: string }[] | undefined)?.map(({ key }) => key.toLowerCase());
  const scope = names === undefined ? known : new Set([...known, ...names]);
  checkSource(node, scope);
  for (const value of Object.values(node)) checkTables(value, scope);
}

function checkSource(node: Node, known: ReadonlySet<string>): void {
  const table = node['table_name'];
  if (node['type'] === 'BASE_TABLE' && typeof table === 'string') {
    if (node['schema_name'] || node['catalog_name'] || !known.has(table.toLowerCase())) {
      throw new QueryError(t('There is no table {0} here, only records.', table));
    }
  }
  if (node['type'] === 'TABLE_FUNCTION') {
    const name = (node['function'] as Node | undefined)?.['function_name'];
    if (!PURE.has(String(name))) throw new QueryError(t('The table function {0} cannot be used here.', String(name)));
  }
  if (node['type'] === 'SHOW_REF' && table) throw new QueryError(t('There is no table here but records.'));
}
