import { HashCounter } from './bytes/hashCounter.js';
import type { BadRows } from './badRows.js';
import type { LineFile } from './formats/lines.js';
import type { NeighbourIndex } from './groups/recordIndex.js';
import { hashOfHalves, occurrenceId } from './identity.js';
import type { Stretch } from './stretch.js';

/** What a dataset of one JSON Lines file knows of its rows and records. */
export interface Known {
  readonly file: LineFile;
  readonly bad: BadRows;
  readonly index: NeighbourIndex;
  /** Which of its equals a record is (from 0); the first ones are left out. */
  readonly occurrences: Map<number, number>;
}

/** Begins anew: takes stretches in their order; answers the ids that a stretch could not know, of records whose equals came before it, by their place. */
export function takeStretches({ file, bad, index, occurrences }: Known): (stretch: Stretch) => readonly (readonly [index: number, id: string])[] {
  const seen = new HashCounter();
  file.clear();
  return ({ starts, end, bad: broken, records, hashes }) => {
    const { rows } = file;
    const from = index.records;
    bad.append(broken, rows);
    index.append(records, rows);
    file.append(starts, end);
    const repeated: (readonly [number, string])[] = [];
    for (let i = 0; i < hashes.length; i += 2) {
      const occurrence = seen.next(hashes[i]!, hashes[i + 1]!);
      if (occurrence === 0) continue;
      const place = from + i / 2;
      occurrences.set(place, occurrence);
      repeated.push([place, occurrenceId(hashOfHalves(hashes[i]!, hashes[i + 1]!), occurrence)]);
    }
    return repeated;
  };
}
