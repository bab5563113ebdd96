import { t } from '@vscode/l10n';
import { bearing, flagCounts, groupedByFlag, sieved, type FlagCount, type Sieve } from './listOrder.js';
import type { QueryOptions } from './store.js';
import { QueryError, type TableStore } from './store.js';
import { publishedColumns } from './published.js';
import { TEXT_COLUMNS } from './columns/documented.js';
import type { RecordTable } from './table.js';
import { Worklist, type WorklistOrder } from './worklist.js';

/** What a list is asked for by; see `ListQuery` of the protocol. */
export interface ListWish extends Sieve {
  readonly where: string | null;
  readonly order: 'flags' | 'queue' | 'file' | 'column';
  readonly sort?: { readonly column: string; readonly descending: boolean };
  readonly grouped?: boolean;
  readonly flags?: readonly string[];
}

/** A list, and the flags that its records bear before it is kept to some. */
export interface MadeList {
  readonly worklist: Worklist;
  readonly flags: readonly FlagCount[];
}

/** Makes a list; `sql` gives the store where it is needed. Throws `QueryError`. */
export async function makeList(table: RecordTable, sql: () => Promise<TableStore>, wish: ListWish, options: QueryOptions = {}): Promise<MadeList> {
  const { where, order, sort, grouped, flags = [] } = wish;
  const sortable = order === 'column' && sort !== undefined;
  if (sortable) assertColumn(table, sort.column);
  const found = sortable
    ? await (await sql()).sorted(sort.column, sort.descending, where, options)
    : where === null ? Uint32Array.from({ length: table.count }, (_, index) => index) : await (await sql()).where(where, options);
  const all = sieved(table, found, wish);
  const only = flags.length === 0 ? all : bearing(table, all, flags);
  return { worklist: ordered(table, only, order, grouped === true), flags: flagCounts(table, all) };
}

function ordered(table: RecordTable, only: Uint32Array, order: ListWish['order'], grouped: boolean): Worklist {
  if (order === 'flags') return new Worklist(table, 'flags', only);
  const { indices } = order === 'column' ? { indices: only } : new Worklist(table, order as WorklistOrder, only);
  return new Worklist(table, grouped ? groupedByFlag(table, indices) : { indices, groups: [] }, null);
}

function assertColumn(table: RecordTable, column: string): void {
  const names = [...publishedColumns(table), ...TEXT_COLUMNS].map(({ name }) => name);
  if (!names.includes(column)) throw new QueryError(t('There is no column {0} to sort by.', column));
}
