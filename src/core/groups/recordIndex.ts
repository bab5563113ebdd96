import { Growable } from '../bytes/growable.js';
import type { BadRows } from '../badRows.js';
import type { Group } from './grouper.js';

/** Which rows each record has, in 8 to 12 bytes a row. */
export interface RecordIndex {
  readonly records: number;
  readonly bytes: number;
  add(group: Group): void;
  /** Rows of a record, ascending. */
  rows(index: number): number[];
  /** Rows of the messages before a record's own, from the root. */
  above(index: number): readonly number[];
  /** The record that a row is part of; -1 where it is part of none. */
  recordOf(row: number): number;
}

/** Records of a stretch of a file, whose own rows count from 0. */
export interface NeighbourPart {
  readonly first: Uint32Array;
  readonly counts: Uint32Array;
}

/** For records of neighbouring rows: the first one, and how many readable ones. */
export class NeighbourIndex implements RecordIndex {
  private readonly first = new Growable(Uint32Array);
  private readonly counts = new Growable(Uint32Array);

  constructor(private readonly bad: BadRows) {}

  get records(): number {
    return this.first.length;
  }

  get bytes(): number {
    return this.first.bytes + this.counts.bytes;
  }

  add({ rows }: Group): void {
    this.first.push(rows[0] as number);
    this.counts.push(rows.length);
  }

  pack(): NeighbourPart {
    return { first: this.first.pack(), counts: this.counts.pack() };
  }

  /** Takes the next records, of a stretch whose first row is `before`. */
  append({ first, counts }: NeighbourPart, before: number): void {
    this.first.append(first, before);
    this.counts.append(counts);
  }

  rows(index: number): number[] {
    const rows: number[] = [];
    for (let row = this.first.at(index); rows.length < this.counts.at(index); row++) if (!this.bad.has(row)) rows.push(row);
    return rows;
  }

  above(): readonly number[] {
    return [];
  }

  recordOf(row: number): number {
    const index = this.first.lastAtMost(row);
    return index >= 0 && this.rows(index).includes(row) ? index : -1;
  }
}

/** For records of rows from anywhere: every row's number, and for every row its record. */
export class ScatteredIndex implements RecordIndex {
  private readonly starts = new Growable(Uint32Array);
  private readonly members = new Growable(Uint32Array);
  private readonly aboves = new Map<number, readonly number[]>();
  private owners = new Uint32Array(0);

  get records(): number {
    return this.starts.length;
  }

  get bytes(): number {
    return this.starts.bytes + this.members.bytes + this.owners.byteLength;
  }

  add({ rows, above }: Group): void {
    const index = this.records;
    if (above.length > 0) this.aboves.set(index, above);
    this.starts.push(this.members.length);
    for (const row of rows) {
      this.members.push(row);
      if (row >= this.owners.length) {
        const wider = new Uint32Array(Math.max(1024, row + 1, Math.ceil(this.owners.length * 1.25)));
        wider.set(this.owners);
        this.owners = wider;
      }
      this.owners[row] = index + 1;
    }
  }

  rows(index: number): number[] {
    const rows: number[] = [];
    const end = index + 1 < this.records ? this.starts.at(index + 1) : this.members.length;
    for (let at = this.starts.at(index); at < end; at++) rows.push(this.members.at(at));
    return rows;
  }

  above(index: number): readonly number[] {
    return this.aboves.get(index) ?? [];
  }

  recordOf(row: number): number {
    return (this.owners[row] ?? 0) - 1;
  }
}
