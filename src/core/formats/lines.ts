import type { CellPatch } from '../edits.js';
import type { ByteSink, ByteSource } from '../ports.js';
import type { Row } from '../schemas/schema.js';
import { Growable } from '../bytes/growable.js';
import { patchJson } from './json/patch.js';
import { parseObject } from './json/value.js';
import { findLines } from '../bytes/findLines.js';
import { READS, splitLines, type Span } from '../bytes/newlines.js';
import { textSlot } from './textSlot.js';
import type { Chunk, RowFile, Slot, Written } from './rows.js';
import { rowEnd, writeSlots, type RowPlaces } from './writeSlots.js';

/** A longer row is shown as broken instead of being read into memory. */
export const MAX_ROW_BYTES = 64 * 1024 * 1024;

/** JSON Lines: one JSON object a line; blank lines belong to the row before them, a byte order mark to nobody. */
export class LineFile implements RowFile {
  readonly format = 'jsonl';
  readonly columns = null;
  private starts = new Growable();
  /** End of the last row found; while rows are still read, that is not the file's. */
  private known = 0;

  constructor(
    private source: ByteSource,
    private readonly reads = READS as { readonly first: number; readonly next: number },
    /** Only these rows are scanned; such a file is never written. */
    private readonly span?: Span,
  ) {}

  get rows(): number {
    return this.starts.length;
  }

  get bytes(): number {
    return this.source.size;
  }

  get damage(): string | null {
    return this.source.damage;
  }

  async *scan(signal?: AbortSignal, removed: ReadonlySet<number> = new Set()): AsyncGenerator<Chunk> {
    this.starts = new Growable();
    this.known = 0;
    for await (const { lines, bytesDone } of splitLines(this.source, MAX_ROW_BYTES, this.reads, this.span)) {
      signal?.throwIfAborted();
      const slots: Slot[] = [];
      for (const line of lines) {
        this.empty(slots, line.start, removed);
        slots.push(textSlot(this.starts.length, line, MAX_ROW_BYTES));
        this.starts.push(line.start);
      }
      this.known = lines.at(-1)?.end ?? this.known;
      yield { slots, bytesDone };
    }
    this.known = this.source.size;
    const last: Slot[] = [];
    this.empty(last, this.source.size, removed);
    yield { slots: last, bytesDone: this.source.size };
  }

  /** Where the rows begin that were scanned. */
  pack(): Float64Array {
    return this.starts.pack();
  }

  /** Forgets all rows: they come by `append` now. */
  clear(): void {
    this.starts = new Growable();
    this.known = 0;
  }

  /** Takes where the next rows begin, up to byte `end`, as another reader found them. */
  append(starts: Float64Array, end: number): void {
    this.starts.append(starts);
    this.known = end;
  }

  async index(signal?: AbortSignal): Promise<void> {
    const starts = new Growable();
    await findLines(this.source, { from: 0, to: Infinity }, (start) => starts.push(start), signal);
    this.starts = starts;
    this.known = this.source.size;
  }

  async slot(row: number): Promise<Slot> {
    const start = this.starts.at(row);
    const end = rowEnd(this.places(), row);
    const bytes = end - start > MAX_ROW_BYTES ? null : await this.source.read(start, end - start);
    return textSlot(row, { start, end, bytes }, MAX_ROW_BYTES);
  }

  /** The row that a byte is part of (a byte order mark of the first); -1 beyond those that were read. */
  rowAt(offset: number): number {
    return this.rows === 0 || offset >= this.known ? -1 : Math.max(0, this.starts.lastAtMost(offset));
  }

  parse(text: string): Row {
    return parseObject(text);
  }

  patch(text: string, cells: readonly CellPatch[]): string {
    return patchJson(text, cells);
  }

  write(sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<Written> {
    return writeSlots(this.source, sink, this.places(), changed, (source, { starts, known }) => {
      this.source = source;
      this.starts = starts;
      this.known = known;
    });
  }

  private places(): RowPlaces {
    return { starts: this.starts, known: this.known };
  }

  private empty(slots: Slot[], offset: number, removed: ReadonlySet<number>): void {
    for (; removed.has(this.starts.length); this.starts.push(offset)) slots.push({ row: this.starts.length, offset, text: '', problem: null });
  }
}
