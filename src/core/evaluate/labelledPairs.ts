import type { RecordTable } from '../query/table.js';
import { meritOf } from './responses.js';

/** Every pair of responses that the labels order, record by record. */
export interface LabelledPairs {
  /** Records with at least one such pair. */
  readonly records: Uint32Array;
  /** The pairs of record `i` of these are `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  /** Positions (from 0) of the better and the worse response. */
  readonly better: Uint32Array;
  readonly worse: Uint32Array;
}

/** Of a record with more pairs, so many evenly spaced ones count. */
const MOST_PAIRS = 64;

/**
 * The labelled pairs of a table, dropped records left out: the preferred response against every other one, and of the
 * others any two with different labels. Of two responses that is the one pair the record compares.
 */
export function labelledPairs(table: RecordTable): LabelledPairs {
  const records: number[] = [];
  const starts: number[] = [0];
  const better: number[] = [];
  const worse: number[] = [];
  for (let index = 0; index < table.count; index++) {
    if (table.dropped(index)) continue;
    const before = better.length;
    if (table.columns.responses.get(index) > 2) {
      const pairs = pairsOfMany(table, index);
      const step = Math.max(1, pairs.length / MOST_PAIRS);
      for (let at = 0; at < pairs.length; at += step) {
        const [a, b] = pairs[Math.floor(at)]!;
        better.push(a);
        worse.push(b);
      }
    } else {
      const pair = table.pair(index);
      if (pair === null) continue;
      better.push(pair[0]);
      worse.push(pair[1]);
    }
    if (better.length === before) continue;
    records.push(index);
    starts.push(better.length);
  }
  return { records: Uint32Array.from(records), starts: Uint32Array.from(starts), better: Uint32Array.from(better), worse: Uint32Array.from(worse) };
}

function pairsOfMany(table: RecordTable, index: number): (readonly [number, number])[] {
  const n = table.columns.responses.get(index);
  const preferred = table.columns.preferred.get(index);
  const pairs: (readonly [number, number])[] = [];
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      // A stated choice stands above what the ratings say of it.
      const by = a === preferred ? 1 : b === preferred ? -1 : meritOf(table, index, a) - meritOf(table, index, b);
      if (by > 0) pairs.push([a, b]);
      else if (by < 0) pairs.push([b, a]);
    }
  }
  return pairs;
}
