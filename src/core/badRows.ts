/** A row that could not be read; `row` counts from 0, `offset` in bytes. */
export interface BadRow {
  readonly row: number;
  readonly offset: number;
  readonly reason: string;
}

/** So many are kept with their reasons; of more only the numbers are known. A file of junk must not fill the memory. */
export const MOST_BAD_ROWS = 100_000;

/** The bad rows of a stretch of a file, whose own rows count from 0. */
export interface BadRowsPart {
  readonly list: readonly BadRow[];
  /** Numbers of those past the list, ascending. */
  readonly more: Uint32Array;
}

/** The rows of a file that could not be read. */
export class BadRows {
  readonly list: BadRow[] = [];
  /** All of them, also those that are not in `list`. */
  count = 0;
  private bits = new Uint8Array(0);

  add(row: number, offset: number, reason: string): void {
    if (this.has(row)) return;
    const byte = row >> 3;
    if (byte >= this.bits.length) {
      const wider = new Uint8Array(Math.max(1024, byte + 1, Math.ceil(this.bits.length * 1.5)));
      wider.set(this.bits);
      this.bits = wider;
    }
    this.bits[byte]! |= 1 << (row & 7);
    this.count++;
    if (this.list.length < MOST_BAD_ROWS) this.list.push({ row, offset, reason });
  }

  pack(): BadRowsPart {
    const more: number[] = [];
    if (this.count > this.list.length) {
      const listed = new Set(this.list.map(({ row }) => row));
      for (let row = 0; row < this.bits.length * 8; row++) if (this.has(row) && !listed.has(row)) more.push(row);
    }
    return { list: this.list, more: Uint32Array.from(more) };
  }

  /** Takes those of a stretch whose first row is `before`. */
  append({ list, more }: BadRowsPart, before: number): void {
    for (const { row, offset, reason } of list) this.add(before + row, offset, reason);
    // Where a stretch has more than are kept, so has the whole.
    for (const row of more) this.add(before + row, 0, '');
  }

  has(row: number): boolean {
    return (((this.bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
  }
}
