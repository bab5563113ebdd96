import { RecordTable } from '../../../src/core/query/table.js';
import { tableSource } from '../../../src/core/query/published.js';
import { textRow } from '../../../src/core/query/textRow.js';
import type { TextSource } from '../../../src/core/query/store.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';

/** A store over records that can be changed, and which texts it asked for. */
export async function storeOf(given: readonly LocatedRecord[], folder?: string) {
  const records = [...given];
  const table = new RecordTable();
  records.forEach((record) => table.add(record));
  table.finish();
  const asked: (readonly number[] | null)[] = [];
  const texts: TextSource = async function* (indices) {
    asked.push(indices);
    for (const record of records) {
      if (!record.dropped && (indices?.includes(record.index) ?? true)) yield textRow(record.index, record);
    }
  };
  const store = new DuckTableStore({ memory: '256MB', threads: 1, ...(folder !== undefined && { folder }) });
  await store.load(tableSource(table), texts);
  const replace = (record: LocatedRecord) => {
    records[record.index] = record;
    table.replace(record.index, record);
    store.update([record.index]);
  };
  const add = (record: LocatedRecord) => {
    records.push(record);
    table.add(record);
  };
  return { store, table, asked, replace, add };
}
