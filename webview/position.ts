/** Where the user looks, as it is kept across a hidden tab and a reload. */
import type { ListQuery } from '../src/protocol/views/list.js';
import { keptQuery } from './keptQuery.js';
import { keptReading, READING, type Reading } from './reading.js';

/** The saved position; `top` is the worklist's first visible row. */
export interface Position {
  /** The shown item; null before the first. */
  readonly index: number | null;
  readonly query: ListQuery;
  readonly top: number;
  readonly reading: Reading;
}

/** The position of a page that was never shown. */
export const START: Position = { index: null, query: { where: null, order: 'flags' }, top: 0, reading: READING };

/** Reads a saved position; whatever an older version left behind reads as the start. */
export function readPosition(saved: unknown): Position {
  if (typeof saved !== 'object' || saved === null) return START;
  const { index, query, top, reading } = saved as Partial<Record<keyof Position, unknown>>;
  return {
    index: typeof index === 'number' && Number.isInteger(index) && Math.abs(index) < 2 ** 40 ? index : null,
    query: keptQuery(query),
    top: whole(top) ?? 0,
    reading: keptReading(reading),
  };
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}
