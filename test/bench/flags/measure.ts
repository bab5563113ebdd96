/** What judging costs, in seconds by the clock and of processor time (which counts the threads that collect garbage too); prints one JSON line. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { RecordTable } from '../../../src/core/query/table.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';

const [, , measure, path] = process.argv as string[];

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

/** The records of a file taken into the table with statistics and flags: alone, and with reading them. */
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

console.log(JSON.stringify(measure === 'loop' ? loop() : await judge()));
process.exit(0);
