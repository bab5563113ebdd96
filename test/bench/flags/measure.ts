/** What statistics and flags cost, in seconds by the clock and of processor time (which counts the threads that read and that collect garbage too); prints one JSON line. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { countFlags } from '../../../src/core/flags/order.js';
import { flagNames } from '../../../src/core/query/published.js';
import { RecordTable } from '../../../src/core/query/table.js';
import { Session } from '../../../src/core/session.js';
import { Gathered } from '../../../src/core/stats/gathered.js';
import { statsReport } from '../../../src/core/stats/stats.js';
import { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';
import { OpenFile } from '../../../src/platform/node/engine/openFile.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { stretchesOf } from '../../../src/platform/node/survey/stretches.js';

/** `reader`: the built reader.js. */
const [, , measure, path, reader] = process.argv as string[];

/** Seconds by the clock, and of processor time. */
type Seconds = readonly [clock: number, processor: number];

function now(): Seconds {
  const { user, system } = process.cpuUsage();
  return [performance.now() / 1000, (user + system) / 1e6];
}

function since([clock, processor]: Seconds): Seconds {
  const [there, then] = now();
  return [there - clock, then - processor];
}

/** Most memory that the process ever had, in megabytes. */
const peak = () => process.resourceUsage().maxRSS / 1024;

/** What `tiebreak stats` and `tiebreak flag` do with a file, both: opened, read by threads, judged, statistics and flags. */
async function whole(): Promise<object> {
  const start = now();
  const opened = await openDataset(path!);
  const session = new Session(opened.dataset, new DuckTableStore());
  const gathered = new Gathered(opened.dataset.schema.name);
  for await (const step of session.read({ gathered, stretches: await stretchesOf(opened, reader!, true) })) void step;
  const read = since(start);
  const report = statsReport(gathered, session.table);
  let stats = report.next();
  while (!stats.done) stats = report.next();
  const { table } = session;
  const { flagged } = countFlags({ count: table.count, flagNames: (index) => flagNames(table, index) });
  return { records: stats.value.records, flagged, whole: since(start), read, peak: peak() };
}

/** What the engine does with a file that a page opens, until it has read and judged all of it. */
async function engine(): Promise<object> {
  const start = now();
  const file = await OpenFile.open(path!, { reader: reader! }, () => undefined);
  file.reading.begin();
  await file.reading.reached(0);
  const first = since(start);
  await file.reading.ready;
  return { records: file.session.table.count, first, whole: since(start), peak: peak() };
}

/** Statistics and flags of records as one thread reads them: alone, and with reading. */
async function judge(): Promise<object> {
  const opened = await openDataset(path!);
  const table = new RecordTable();
  const start = now();
  const judging: [number, number] = [0, 0];
  const add = (spent: Seconds) => spent.forEach((value, i) => (judging[i]! += value));
  for await (const { records } of opened.dataset.scan()) {
    const from = now();
    for (const record of records) table.add(record);
    add(since(from));
  }
  const from = now();
  table.finish();
  add(since(from));
  return { records: table.count, judging, whole: since(start) };
}

/** The peer: a loop that splits Buffers and parses every row. */
function loop(): object {
  const start = now();
  const file = openSync(path!, 'r');
  const { size } = fstatSync(file);
  const chunk = Buffer.allocUnsafe(4 * 1024 * 1024);
  let rest = Buffer.alloc(0);
  let rows = 0;
  for (let at = 0; at < size; ) {
    const got = readSync(file, chunk, 0, chunk.length, at);
    at += got;
    const bytes = Buffer.concat([rest, chunk.subarray(0, got)]);
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      JSON.parse(bytes.toString('utf8', from, end));
      rows++;
      from = end + 1;
    }
    rest = Buffer.from(bytes.subarray(from));
  }
  closeSync(file);
  return { rows, loop: since(start) };
}

const MEASURES: Readonly<Record<string, () => object | Promise<object>>> = { loop, judge, whole, engine };
console.log(JSON.stringify(await MEASURES[measure!]!()));
process.exit(0);
