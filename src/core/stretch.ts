import type { BadRowsPart } from './badRows.js';
import type { Counted } from './census.js';
import type { NeighbourPart } from './groups/recordIndex.js';
import type { WrittenPart } from './query/written.js';
import type { GatheredPart } from './stats/gathered.js';

/** What was read of a stretch of a JSON Lines file, as plain data; its rows and its records count from 0. */
export interface Stretch {
  /** First byte of every row in the file, and the first byte that is not part of the stretch. */
  readonly starts: Float64Array;
  readonly end: number;
  readonly bad: BadRowsPart;
  readonly records: NeighbourPart;
  /** High and low half of each record's hash. */
  readonly hashes: Uint32Array;
  readonly counted: Counted;
  readonly table: WrittenPart;
  /** What statistics are made of; null where nobody asked for it. */
  readonly gathered: GatheredPart | null;
}
