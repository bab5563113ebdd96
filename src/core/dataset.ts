import { EditError, type Edit, type Operation, type RowChange, type RowText } from './edits.js';
import { Growable } from './bytes/growable.js';
import type { RowFile, Slot } from './formats/rows.js';
import { occurrenceId, recordHash } from './identity.js';
import type { ByteSink, Hash } from './ports.js';
import type { LocatedRecord } from './record.js';
import type { Row, Schema } from './schemas/schema.js';

/** A row that could not be read; `row` counts from 0, `offset` in bytes. */
export interface BadRow {
  readonly row: number;
  readonly offset: number;
  readonly reason: string;
}

/** How far a scan has come. */
export interface ScanProgress {
  readonly rows: number;
  readonly records: number;
  readonly bytesDone: number;
  readonly bytes: number;
}

interface GoodRow {
  readonly row: number;
  readonly offset: number;
  readonly value: Row;
}

/** An open file read as records, with the unsaved row texts laid over it. */
export class Dataset {
  readonly badRows: BadRow[] = [];
  private readonly bad = new Set<number>();
  /** First row of each record, and which of its equals it is (from 0). */
  private readonly firstRows = new Growable();
  private readonly occurrences = new Growable();
  private readonly rowsOf = new Growable();
  /** Unsaved slot texts, '' = removed. */
  private readonly overlay = new Map<number, string>();
  /** Saves that have ended. */
  private saves = 0;
  /** Texts put in place since the save that is going on began. */
  private whileWriting: Map<number, string> | null = null;
  /** Texts of rows that a save removed, so that they can still be shown and restored. */
  private readonly removed = new Map<number, string>();

  constructor(
    readonly file: RowFile,
    readonly schema: Schema,
    private readonly hash: Hash,
    removed: readonly RowText[] = [],
  ) {
    for (const { row, text } of removed) this.removed.set(row, text);
  }

  get records(): number {
    return this.firstRows.length;
  }

  get rows(): number {
    return this.file.rows;
  }

  /** True where something is not saved. */
  get dirty(): boolean {
    return this.overlay.size > 0;
  }

  /** Reads every row in order; yields the records of each chunk. Call it once, before any edit. */
  async *scan(signal?: AbortSignal): AsyncGenerator<{ records: LocatedRecord[]; progress: ScanProgress }> {
    const seen = new Map<string, number>();
    let group: GoodRow[] = [];
    let groupKey: string | null = null;
    const close = (into: LocatedRecord[]) => {
      if (group.length === 0) return;
      try {
        into.push(this.locate(group, seen));
      } catch (error) {
        for (const { row, offset } of group) this.reject(row, offset, (error as Error).message);
      }
      group = [];
    };
    for await (const { slots, bytesDone } of this.file.scan(signal, new Set(this.removed.keys()))) {
      const records: LocatedRecord[] = [];
      for (const slot of slots) {
        const value = this.good(slot);
        if (slot.row % this.schema.block === 0) close(records);
        if (!value) continue;
        const key = this.schema.key?.(value) ?? null;
        if (group.length > 0 && key !== groupKey) close(records);
        groupKey = key;
        group.push({ row: slot.row, offset: slot.offset, value });
        if (this.schema.block === 1) close(records);
      }
      yield { records, progress: this.progress(bytesDone) };
    }
    const last: LocatedRecord[] = [];
    close(last);
    yield { records: last, progress: this.progress(this.file.bytes) };
  }

  /** The record as it stands now, unsaved edits included. */
  async record(index: number): Promise<LocatedRecord> {
    const rows = this.rowsAt(index);
    const slots = await Promise.all(rows.map((row) => this.current(row)));
    const dropped = slots.every(({ text }) => text === '');
    const texts = dropped ? await Promise.all(rows.map((row) => this.saved(row))) : slots.map(({ text }) => text);
    const record = this.schema.record(texts.map((text) => this.file.parse(text)));
    return {
      ...record,
      index,
      id: occurrenceId(recordHash(record, this.hash), this.occurrences.at(index)),
      rows,
      dropped,
      edited: rows.some((row) => this.overlay.has(row)),
    };
  }

  /** What the operation changes, not yet applied; no changes where it is so already. Throws `EditError`. */
  async edit(index: number, operation: Operation, reason: string | null): Promise<Edit> {
    const rows = this.rowsAt(index);
    const before = await Promise.all(rows.map(async (row) => (await this.current(row)).text));
    const record = await this.record(index);
    const edit = (changes: readonly RowChange[]): Edit => ({ index, id: record.id, operation, reason, changes });
    if (operation.kind === 'drop') {
      return edit(rows.flatMap((row, i) => (before[i] === '' ? [] : [{ row, before: before[i] as string, after: '' }])));
    }
    if (record.dropped) throw new EditError('the record is dropped: undo that first');
    const saved = await Promise.all(rows.map((row) => this.saved(row)));
    const patches = this.schema.edit(before.map((text) => this.file.parse(text)), operation, saved.map((text) => this.file.parse(text)));
    const after = [...before];
    for (const { row, cells } of patches) after[row] = this.file.patch(after[row] as string, cells);
    // What was written must read back as a record, or it is never put in place.
    this.schema.record(after.map((text) => this.checked(text)));
    return edit(rows.flatMap((row, i) => (after[i] === before[i] ? [] : [{ row, before: before[i] as string, after: after[i] as string }])));
  }

  /** Puts row texts in place; answers which records they belong to. */
  async apply(changes: readonly { readonly row: number; readonly text: string }[]): Promise<number[]> {
    const indices = new Set<number>();
    for (const { row, text } of changes) {
      let base: string | null;
      let at: number;
      // A save that ends meanwhile changes what the file holds.
      do {
        at = this.saves;
        base = (await this.file.slot(row)).text;
      } while (at !== this.saves);
      if (base === text) this.overlay.delete(row);
      else this.overlay.set(row, text);
      this.whileWriting?.set(row, text);
      indices.add(this.recordOf(row));
    }
    return [...indices];
  }

  /** True where each of these rows reads so now. */
  async holds(rows: readonly { readonly row: number; readonly text: string }[]): Promise<boolean> {
    for (const { row, text } of rows) if (row >= this.rows || (await this.current(row)).text !== text) return false;
    return true;
  }

  /** True where an edit of the record is not saved. */
  edited(index: number): boolean {
    return this.overlay.size > 0 && this.rowsAt(index).some((row) => this.overlay.has(row));
  }

  /** Unsaved row texts. */
  unsaved(): { row: number; text: string }[] {
    return [...this.overlay].map(([row, text]) => ({ row, text }));
  }

  /** Writes the rows as they stand; the sink is not committed. `saved` tells the dataset that the file now holds them. */
  async write(sink: ByteSink): Promise<{ bytes: number; saved(): void }> {
    const snapshot = new Map(this.overlay);
    const meanwhile = (this.whileWriting = new Map<number, string>());
    for (const [row, text] of snapshot) {
      if (text === '' && !this.removed.has(row)) this.removed.set(row, await this.saved(row));
    }
    const { bytes, rebase } = await this.file.write(sink, snapshot);
    return {
      bytes,
      saved: () => {
        rebase();
        this.saves++;
        for (const row of snapshot.keys()) this.overlay.delete(row);
        // What was edited or undone while the file was written stays unsaved, against the new file.
        for (const [row, text] of meanwhile) if (snapshot.get(row) !== text) this.overlay.set(row, text);
        this.whileWriting = null;
      },
    };
  }

  /** Rows of a record, from 0. */
  rowsAt(index: number): number[] {
    const rows: number[] = [];
    for (let row = this.firstRows.at(index); rows.length < this.rowsOf.at(index); row++) if (!this.bad.has(row)) rows.push(row);
    return rows;
  }

  private recordOf(row: number): number {
    let low = 0;
    let high = this.records - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.firstRows.at(middle) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private async current(row: number): Promise<{ text: string }> {
    const text = this.overlay.get(row);
    return { text: text ?? readable(await this.file.slot(row)) };
  }

  /** The row as the file holds it, or held it before a save removed it. */
  private async saved(row: number): Promise<string> {
    const text = readable(await this.file.slot(row));
    return text === '' ? (this.removed.get(row) ?? '') : text;
  }

  private checked(text: string): Row {
    const value = this.file.parse(text);
    this.schema.check(value);
    return value;
  }

  private good(slot: Slot): Row | null {
    try {
      return this.checked(readable(slot) || (this.removed.get(slot.row) ?? ''));
    } catch (error) {
      this.reject(slot.row, slot.offset, (error as Error).message);
      return null;
    }
  }

  private reject(row: number, offset: number, reason: string): void {
    this.bad.add(row);
    this.badRows.push({ row, offset, reason });
  }

  private locate(group: readonly GoodRow[], seen: Map<string, number>): LocatedRecord {
    const record = this.schema.record(group.map(({ value }) => value));
    const base = recordHash(record, this.hash);
    const occurrence = seen.get(base) ?? 0;
    seen.set(base, occurrence + 1);
    const index = this.records;
    this.firstRows.push((group[0] as GoodRow).row);
    this.rowsOf.push(group.length);
    this.occurrences.push(occurrence);
    return { ...record, index, id: occurrenceId(base, occurrence), rows: group.map(({ row }) => row), dropped: group.every(({ row }) => this.removed.has(row)), edited: false };
  }

  private progress(bytesDone: number): ScanProgress {
    return { rows: this.rows, records: this.records, bytesDone, bytes: this.file.bytes };
  }
}

function readable({ text, problem }: Slot): string {
  if (text === null) throw new Error(problem ?? 'the row cannot be read');
  return text;
}
