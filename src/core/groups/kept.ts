import { Growable } from '../bytes/growable.js';
import type { Row } from '../schemas/schema.js';

/** Characters of rows that are kept until their groups are complete; those of larger files are read a second time. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Parsed rows that wait for the rest of their group, as long as there are not too many. */
export class KeptValues {
  private values: Map<number, Row> | null = new Map();
  private characters = 0;
  private readonly rows = new Growable(Uint32Array);
  private readonly starts = new Growable();

  add(row: number, offset: number, value: Row): void {
    this.rows.push(row);
    this.starts.push(offset);
    if (!this.values) return;
    this.values.set(row, value);
    for (const cell of Object.values(value)) this.characters += typeof cell === 'string' ? cell.length : 8;
    if (this.characters > MOST_CHARACTERS) this.values = null;
  }

  /** The values of these rows; null where they must be read again. */
  of(rows: readonly number[]): readonly Row[] | null {
    return this.values && rows.map((row) => this.values!.get(row)!);
  }

  /** Where these rows begin. */
  offsets(rows: readonly number[]): readonly number[] {
    return rows.map((row) => this.starts.at(this.rows.lastAtMost(row)));
  }
}
