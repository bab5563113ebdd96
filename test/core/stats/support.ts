import { RecordTable } from '../../../src/core/query/table.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import { Gathered } from '../../../src/core/stats/gathered.js';
import type { StatsReport } from '../../../src/core/stats/report.js';
import { statsReport } from '../../../src/core/stats/stats.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';

/** The statistics of records, without a bootstrap where no draws are asked for. */
export function statsOf(records: readonly LocatedRecord[], schema = 'test', draws = 0, table = tableOf(records)): StatsReport {
  const gathered = new Gathered(schema);
  for (const one of records) gathered.add(one);
  return ended(statsReport(gathered, table, { draws, seed: 1 }));
}

/** The statistics of a file, opened as users open it. */
export async function statsOfFile(path: string): Promise<StatsReport> {
  const { dataset, files } = await openDataset(path);
  const gathered = new Gathered(dataset.schema.name);
  for await (const { records } of dataset.scan()) for (const record of records) gathered.add(record);
  for (const file of files) await file.close();
  return ended(statsReport(gathered, new RecordTable(), { draws: 0, seed: 1 }));
}

export function tableOf(records: readonly LocatedRecord[]): RecordTable {
  const table = new RecordTable();
  for (const one of records) table.add(one);
  table.finish();
  return table;
}

function ended<T>(work: Generator<void, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
