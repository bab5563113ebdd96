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
    this.characters += weight(value, 0);
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

/** Characters of a value, and something for each part of it; what is nested deeper than any record is not followed. */
function weight(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length + 8;
  if (value === null || typeof value !== 'object' || depth > 20) return 8;
  let sum = 8;
  for (const part of Object.values(value)) sum += weight(part, depth + 1);
  return sum;
}
