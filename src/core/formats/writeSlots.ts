import { Growable } from '../bytes/growable.js';
import type { ByteSink, ByteSource } from '../ports.js';
import type { Written } from './rows.js';
import { Splicer } from './splice.js';

/** Where the rows of a file are: each runs up to the next, the last one up to `known`. */
export interface RowPlaces {
  readonly starts: Growable;
  readonly known: number;
}

/** End of a row, that is the start of the next. */
export function rowEnd({ starts, known }: RowPlaces, row: number): number {
  return row + 1 < starts.length ? starts.at(row + 1) : known;
}

/** Writes a file whose rows follow each other, with these texts in the place of some of them; every other byte is copied. `adopt` is called with the new file and where its rows are, once it stands in the place of the old one. */
export async function writeSlots(
  source: ByteSource,
  sink: ByteSink,
  places: RowPlaces,
  changed: ReadonlyMap<number, string>,
  adopt: (source: ByteSource, places: RowPlaces) => void,
): Promise<Written> {
  const to = new Splicer(source, sink);
  const starts = new Growable();
  // Rows that are copied move by what was written before them minus what was read.
  const keepTo = (row: number) => {
    for (const { shift } = to; starts.length < row; ) starts.push(places.starts.at(starts.length) + shift);
  };
  for (const row of [...changed.keys()].sort((a, b) => a - b)) {
    keepTo(row);
    await to.copyTo(places.starts.at(row));
    starts.push(to.written);
    await to.put(changed.get(row) ?? '');
    to.skipTo(rowEnd(places, row));
  }
  keepTo(places.starts.length);
  const known = places.known + to.shift;
  return { bytes: await to.finish(), rebase: (written) => adopt(written, { starts, known }) };
}
