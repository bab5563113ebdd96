import type { BadRow, BadRows } from '../../../core/badRows.js';
import type { MetRecord } from '../../../core/readRecords.js';

/** A bad row and how many records stand before it in the file. */
export interface PlacedBad {
  readonly bad: BadRow;
  readonly before: number;
}

/** Notes, while a file is read, where its bad rows stand among its records. */
export class BadPlaces {
  private readonly placed: PlacedBad[] = [];
  /** Bad rows that no later record has been seen of, by row. */
  private pending: BadRow[] = [];
  private seen = 0;

  constructor(private readonly bad: BadRows) {}

  /** Takes the next record; bad rows above its first row have been found by then. */
  take({ index, row: first }: Pick<MetRecord, 'index' | 'row'>): void {
    if (this.seen < this.bad.list.length) this.gather();
    let passed = 0;
    for (; passed < this.pending.length && this.pending[passed]!.row < first; passed++) this.placed.push({ bad: this.pending[passed]!, before: index });
    if (passed > 0) this.pending.splice(0, passed);
  }

  /** The bad rows found so far, in the order of the rows, where that many records have been read. */
  all(records: number): readonly PlacedBad[] {
    this.gather();
    return [...this.placed, ...this.pending.map((bad) => ({ bad, before: records }))];
  }

  private gather(): void {
    const { list } = this.bad;
    for (; this.seen < list.length; this.seen++) this.pending.push(list[this.seen]!);
    this.pending.sort((a, b) => a.row - b.row);
  }
}
