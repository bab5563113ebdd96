import { inTurns, turn } from '../../../core/fit/turns.js';
import { Gathered } from '../../../core/stats/gathered.js';
import type { StatsReport } from '../../../core/stats/report.js';
import { statsReport } from '../../../core/stats/stats.js';
import { TURNS } from '../turns.js';
import type { OpenFile } from './openFile.js';

/** Records between two turns of others. */
const AT_ONCE = 100;

/** What the labels of an open file say of each other, unsaved edits included. Others have their turn meanwhile. */
export async function statsOfFile(file: OpenFile, signal: AbortSignal): Promise<StatsReport> {
  await file.reading.usable;
  const turns = { ...TURNS, signal };
  const { session } = file;
  const { dataset, table, census } = session;
  const gathered = new Gathered(dataset.schema.name);
  // A file without labels and votes is not read once more.
  const { attributes, annotators } = census.counted;
  const labelled = attributes.length > 0 || annotators.max > 0;
  for (let index = 0; index < table.count; index++) {
    if (!labelled) gathered.pass(table.dropped(index));
    else gathered.add(await dataset.record(index));
    if (index % AT_ONCE === AT_ONCE - 1) await turn(turns);
  }
  return inTurns(statsReport(gathered, table), turns);
}
