import { Growable } from './bytes/growable.js';
import type { Span } from './bytes/newlines.js';
import { Census } from './census.js';
import { Dataset } from './dataset.js';
import { LineFile } from './formats/lines.js';
import type { ByteSource, Hash } from './ports.js';
import { WrittenRecords } from './query/written.js';
import type { Schema } from './schemas/schema.js';
import { Gathered } from './stats/gathered.js';
import type { Stretch } from './stretch.js';

// Rows of one read live until all of them are done: small reads leave the garbage collector little to keep.
const READS = { first: 256 * 1024, next: 256 * 1024 };

/** A stretch of a JSON Lines file of which no record reaches out. */
export interface StretchPlace {
  readonly span: Span;
  /** Rows of the file before it, as far as blocks of rows are concerned. */
  readonly before: number;
  /** Split that the file's name gives its rows. */
  readonly split: string | null;
  /** True where what statistics are made of is asked for. */
  readonly gathers: boolean;
}

/** Reads a stretch as a dataset of its own, for `takeStretches`. The schema's records are of neighbouring rows. */
export async function readStretch(source: ByteSource, { span, before, split, gathers }: StretchPlace, schema: Schema, hash: Hash): Promise<Stretch> {
  const rows = new LineFile(source, READS, span);
  const dataset = new Dataset([{ rows, split, before }], schema, hash);
  const census = new Census();
  const table = new WrittenRecords();
  const gathered = gathers ? new Gathered(schema.name, true) : null;
  const hashes = new Growable(Uint32Array);
  for await (const { records } of dataset.scan({ hashes })) {
    for (const record of records) {
      census.add(record);
      table.add(record);
      gathered?.add(record);
    }
  }
  return {
    starts: rows.pack(),
    end: span.to,
    bad: dataset.bad.pack(),
    records: dataset.pack(),
    hashes: hashes.pack(),
    counted: census.counted,
    table: table.pack(),
    gathered: gathered && gathered.pack(),
  };
}
