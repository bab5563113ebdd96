import { Growable } from '../../bytes/growable.js';

/** Where the elements of a list stand in its file, 12 bytes a row; a row that is not in the file has no length and stands where it would go. */
export class ArrayIndex {
  private readonly starts = new Growable();
  private readonly lengths = new Growable(Uint32Array);

  /** `front`: where the first element stands, or would. */
  constructor(readonly front: number) {}

  get rows(): number {
    return this.starts.length;
  }

  get bytes(): number {
    return this.starts.bytes + this.lengths.bytes;
  }

  push(start: number, length: number): void {
    this.starts.push(start);
    this.lengths.push(length);
  }

  /** Adds a row that is not in the file. */
  pushAbsent(): void {
    this.push(this.endBefore(this.rows), 0);
  }

  start(row: number): number {
    return this.starts.at(row);
  }

  end(row: number): number {
    return this.starts.at(row) + this.lengths.at(row);
  }

  has(row: number): boolean {
    return this.lengths.at(row) > 0;
  }

  /** End of the last element before the row that is in the file; the front where there is none. */
  endBefore(row: number): number {
    return row === 0 ? this.front : this.end(row - 1);
  }

  /** First row from `from` on that is in the file; the number of rows where there is none. */
  first(from = 0): number {
    let row = from;
    while (row < this.rows && !this.has(row)) row++;
    return row;
  }
}
