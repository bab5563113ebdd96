/** What `npm run bench:data` measures inside a process of its own; prints one JSON line. */
import { DuckDBInstance } from '@duckdb/node-api';
import { openSync, readSync, fstatSync } from 'node:fs';
import { DataFile } from '../../../src/platform/node/files/dataFile.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { saveDataset } from '../../../src/platform/node/files/save.js';

const [, , measure = '', path = '', ...rest] = process.argv;

/** Milliseconds that the work takes. */
async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const MEASURES: Record<string, () => Promise<unknown>> = {
  /** Where every row of a JSON Lines file begins. */
  async index() {
    const file = await DataFile.open(path);
    const ms = await timed(() => file.rows.index!());
    return { ms, rows: file.rows.rows };
  },

  /** The peer of `inspect`: one thread that splits Buffers and parses every row. */
  async loop() {
    const file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const chunk = Buffer.allocUnsafe(4 * 1024 * 1024);
    let rest = Buffer.alloc(0);
    let rows = 0;
    for (let at = 0; at < size; ) {
      const got = readSync(file, chunk, 0, chunk.length, at);
      at += got;
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, got)]) : chunk.subarray(0, got);
      let from = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
        JSON.parse(bytes.toString('utf8', from, end));
        rows++;
        from = end + 1;
      }
      rest = Buffer.from(bytes.subarray(from));
    }
    return { rows };
  },

  /** One edit, and the save of it. */
  async save() {
    const opened = await openDataset(path);
    const { dataset } = opened;
    for await (const { records } of dataset.scan()) if (records.length > 0) break;
    await dataset.indexRows();
    const edit = await dataset.edit(0, { kind: 'set', response: 1, attribute: 'verbosity', value: Number(rest[0]) }, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    return { ms: await timed(() => saveDataset(opened, { path, edits: [{ edit, undone: false }], overwrite: false })), changed: edit.changes.length };
  },

  /** A record out of the middle of a wide table, cold, then its neighbours. */
  async wide() {
    const row = Number(rest[0]);
    const start = performance.now();
    // The schema is named: DuckDB is not asked what the columns mean either.
    const opened = await openDataset(path, { schema: rest[1] ?? null });
    const rows = opened.files[0]!.rows;
    const slot = await rows.slot(row);
    rows.parse(slot.text!);
    const cold = performance.now() - start;
    const neighbours: number[] = [];
    for (let next = row + 1; next <= row + 10; next++) neighbours.push(await timed(async () => rows.parse((await rows.slot(next)).text!)));
    return { cold, neighbours };
  },

  /** The same row by DuckDB alone. */
  async duckdb() {
    const start = performance.now();
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const result = await connection.runAndReadAll(`select * from read_parquet('${path}', file_row_number = true) where file_row_number = ${Number(rest[0])}`);
    return { ms: performance.now() - start, rows: result.getRowsJS().length };
  },
};

void MEASURES[measure]!().then((found) => {
  process.stdout.write(`${JSON.stringify(found)}\n`);
  process.exit(0);
});
