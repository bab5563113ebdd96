import type { CellPatch } from '../edits.js';
import type { Row } from '../schemas/schema.js';
import type { RowFile, Slot } from './rows.js';

/** One file of a dataset. */
export interface Part {
  readonly rows: RowFile;
  /** Split that the file's name gives its rows; null where it gives none. */
  readonly split: string | null;
  /** Rows of the file before those that `rows` scans; left out where it scans them all. */
  readonly before?: number;
}

/** Rows read in one go; `local` is the first one's number in its own file. */
export interface PartChunk {
  readonly slots: readonly Slot[];
  readonly local: number;
  /** True where these are the first rows of a file. */
  readonly begins: boolean;
  readonly bytesDone: number;
}

/** The rows of one or more files, counted through; a row keeps its number for the session. */
export class Parts {
  /** Row number at which each file that was reached begins. */
  private starts: number[] = [0];

  constructor(readonly list: readonly Part[]) {}

  get rows(): number {
    const last = this.starts.length - 1;
    return (this.starts[last] ?? 0) + (this.list[last]?.rows.rows ?? 0);
  }

  get bytes(): number {
    return this.list.reduce((sum, { rows }) => sum + rows.bytes, 0);
  }

  /** Why a file ends too early; null where all are whole as far as is known. */
  get damage(): string | null {
    return this.list.map(({ rows }) => rows.damage).find((damage) => damage !== null) ?? null;
  }

  /** `removed` rows are counted as empty slots: between two files in the one that they say they were in. */
  async *scan(signal: AbortSignal | undefined, removed: readonly { readonly row: number; readonly part?: number }[]): AsyncGenerator<PartChunk> {
    this.starts = [0];
    let before = 0;
    for (const [part, { rows, before: above = 0 }] of this.list.entries()) {
      const start = this.starts[part] as number;
      const gone = new Set(removed.filter(({ row, part: own = part }) => row >= start && own === part).map(({ row }) => row - start));
      let local = 0;
      for await (const { slots, bytesDone } of rows.scan(signal, gone)) {
        const moved = start === 0 ? slots : slots.map((slot) => ({ ...slot, row: start + slot.row }));
        yield { slots: moved, local: above + local, begins: local === 0, bytesDone: before + bytesDone };
        local += slots.length;
      }
      before += rows.bytes;
      if (part + 1 < this.list.length) this.starts.push(start + rows.rows);
    }
  }

  /** Finds where all rows are, without reading them where the format can; call it after a scan that was ended early. */
  async index(signal?: AbortSignal): Promise<void> {
    this.starts = [0];
    for (const [part, { rows }] of this.list.entries()) {
      if (rows.index) await rows.index(signal);
      else for await (const chunk of rows.scan(signal)) void chunk;
      if (part + 1 < this.list.length) this.starts.push((this.starts[part] as number) + rows.rows);
    }
  }

  async slot(row: number): Promise<Slot> {
    const { part, local } = this.place(row);
    return { ...(await this.file(part).slot(local)), row };
  }

  parse(row: number, text: string): Row {
    return this.file(this.place(row).part).parse(text);
  }

  patch(row: number, text: string, cells: readonly CellPatch[]): string {
    return this.file(this.place(row).part).patch(text, cells);
  }

  split(row: number): string | null {
    return this.list[this.place(row).part]?.split ?? null;
  }

  /** The file that holds a row, and the row's number there. */
  place(row: number): { part: number; local: number } {
    let part = this.starts.length - 1;
    while (part > 0 && row < (this.starts[part] as number)) part--;
    return { part, local: row - (this.starts[part] as number) };
  }

  private file(part: number): RowFile {
    return (this.list[part] as Part).rows;
  }
}
