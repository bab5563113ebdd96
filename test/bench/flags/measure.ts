/** What judging costs, in seconds of processor time (other processes lengthen the clock's, not these); prints one JSON line. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { RecordTable } from '../../../src/core/query/table.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';

const [, , measure, path] = process.argv as string[];

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The records of a file taken into the table with statistics and flags: alone, and with reading them. */
async function judge(): Promise<object> {
  const opened = await openDataset(path!);
  const table = new RecordTable();
  const start = seconds();
  let judging = 0;
  for await (const { records } of opened.dataset.scan()) {
    const from = seconds();
    for (const record of records) table.add(record);
    judging += seconds() - from;
  }
  const from = seconds();
  table.finish();
  return { records: table.count, judging: judging + seconds() - from, whole: seconds() - start };
}

/** The peer: a loop that splits Buffers and parses every row. */
function loop(): object {
  const start = seconds();
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
  return { rows, loop: seconds() - start };
}

console.log(JSON.stringify(measure === 'loop' ? loop() : await judge()));
process.exit(0);
