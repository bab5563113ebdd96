import type { Census } from './census.js';
import type { RecordTable } from './query/table.js';
import type { Records, ScanOptions, ScanProgress } from './records.js';
import type { Gathered } from './stats/gathered.js';
import type { Stretch } from './stretch.js';

/** What is told of each record as it is read. */
export interface MetRecord {
  readonly index: number;
  readonly id: string;
  /** Its first row. */
  readonly row: number;
}

/** How the records of a file are read. */
export interface ReadOptions extends ScanOptions {
  /** Hears of each record in order. */
  readonly onRecord?: ((record: MetRecord) => void) | undefined;
  /** Gathers what statistics are made of. */
  readonly gathered?: Gathered | null | undefined;
  /** The whole file as it was read elsewhere; null or left out to scan it here. A dataset that cannot take it is scanned. */
  readonly stretches?: AsyncIterable<Stretch> | null | undefined;
}

/** What the records are read into. */
export interface Reading {
  readonly dataset: Records;
  readonly table: RecordTable;
  readonly census: Census;
}

/** Reads every row, a chunk at a time, into a table. */
export async function* readRecords(into: Reading, { onRecord, gathered = null, stretches = null, ...options }: ReadOptions): AsyncGenerator<ScanProgress> {
  const { dataset, table, census } = into;
  const take = stretches && dataset.taking();
  if (stretches && take) {
    for await (const stretch of stretches) {
      options.signal?.throwIfAborted();
      const [rows, records] = [dataset.rows, table.count];
      const { repeated, progress } = take(stretch);
      census.append(stretch.counted);
      table.append(stretch.table, repeated);
      if (stretch.gathered) gathered?.append(stretch.gathered, { records, rows });
      stretch.records.first.forEach((row, i) => meet(table, new TakenRecord(table, records + i, rows + row), onRecord));
      yield progress;
    }
    return;
  }
  for await (const { records, progress } of dataset.scan(options)) {
    for (const record of records) {
      census.add(record);
      table.add(record);
      gathered?.add(record);
      meet(table, { index: record.index, id: record.id, row: record.rows[0] ?? 0 }, onRecord);
    }
    yield progress;
  }
}

/** Its id is made a string where somebody asks for it. */
class TakenRecord implements MetRecord {
  constructor(
    private readonly table: RecordTable,
    readonly index: number,
    readonly row: number,
  ) {}

  get id(): string {
    return this.table.columns.id.get(this.index) ?? '';
  }
}

function meet({ reviews }: RecordTable, record: MetRecord, onRecord: ReadOptions['onRecord']): void {
  if (reviews.waits) reviews.meet(record.id, record.index);
  onRecord?.(record);
}
