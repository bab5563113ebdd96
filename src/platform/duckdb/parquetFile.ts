import { t } from '@vscode/l10n';
import type { CellPatch } from '../../core/edits.js';
import { patchJson } from '../../core/formats/json/patch.js';
import { parseObject } from '../../core/formats/json/value.js';
import { readFooter, type Footer } from '../../core/formats/parquet/footer.js';
import { heldRows, type HeldRow } from '../../core/formats/parquet/heldRow.js';
import { RowEdits } from '../../core/formats/parquet/rowEdits.js';
import { SlotMap } from '../../core/formats/parquet/slotMap.js';
import { spliceParquet } from '../../core/formats/parquet/splice.js';
import type { Chunk, RowFile, Slot, Written } from '../../core/formats/rows.js';
import type { ByteSink, ByteSource } from '../../core/ports.js';
import type { Row } from '../../core/schemas/schema.js';
import type { ReadRow } from './parquetCache.js';
import { NODE_CODECS } from './parquetCodecs.js';
import { ParquetRows } from './parquetRows.js';
import { patience, salvage, SALVAGED_ROWS, type Patience } from './parquetSalvage.js';

const FIRST_ROWS = 64;

/** A Parquet file: rows are JSON texts of the selected columns; a save encodes only the pages that an edit touches. */
export class ParquetFile implements RowFile {
  readonly format = 'parquet';
  private readonly slots = new SlotMap();
  /** What rows that a save took out held, as far as their text does not say it. */
  private readonly held = new Map<number, HeldRow>();
  private found = 0;
  private cut: string | null = null;

  private constructor(
    private source: ByteSource,
    private footer: Footer,
    private readonly texts: ParquetRows,
  ) {}

  /** Throws with the reason where this is no whole, readable Parquet file. */
  static async open(source: ByteSource): Promise<ParquetFile> {
    if (source.path === null) throw new Error(t('a Parquet file can only be read from the disk'));
    const footer = await readFooter(source);
    return new ParquetFile(source, footer, await ParquetRows.open(source.path, footer));
  }

  get rows(): number {
    return this.found;
  }

  get bytes(): number {
    return this.source.size;
  }

  get damage(): string | null {
    return this.cut;
  }

  get columns(): readonly string[] {
    return this.footer.schema.columns.map(({ name }) => name);
  }

  select(columns: readonly string[]): void {
    const names = new Set(columns);
    this.texts.select(this.footer.schema.columns.flatMap(({ name }, i) => (names.has(name) ? [i] : [])));
  }

  async *scan(signal?: AbortSignal, removed: ReadonlySet<number> = new Set()): AsyncGenerator<Chunk> {
    this.slots.reset([]);
    this.found = 0;
    this.cut = null;
    const { rows } = this.footer;
    let tries: Patience | null = null;
    for (let row = 0; row < rows; ) {
      signal?.throwIfAborted();
      const pieces = row === 0 ? this.first() : this.texts.stream(row);
      try {
        for await (const texts of pieces) {
          signal?.throwIfAborted();
          row += texts.length;
          yield this.chunk(texts.map((text) => ({ text, problem: null })), removed, row);
        }
      } catch (error) {
        signal?.throwIfAborted();
        const end = Math.min(rows, row + SALVAGED_ROWS);
        const saved = await salvage((from, to) => this.texts.window(from, to), row, end, (tries ??= patience()));
        row += saved.rows.length;
        yield this.chunk(saved.rows, removed, row);
        if (!saved.whole) {
          this.cut = t('row {0} and those after it cannot be read: {1}', row, (error as Error).message);
          break;
        }
      }
    }
    yield this.chunk([], removed, rows);
  }

  async slot(slot: number): Promise<Slot> {
    for (;;) {
      const { footer } = this;
      if (this.slots.isEmpty(slot)) return { row: slot, offset: slot, text: '', problem: null };
      const read = await this.texts.row(this.slots.rowOf(slot));
      // A save that ended meanwhile moved the rows.
      if (footer === this.footer) return { row: slot, offset: slot, ...read };
    }
  }

  parse(text: string): Row {
    return parseObject(text);
  }

  patch(text: string, cells: readonly CellPatch[]): string {
    return patchJson(text, cells);
  }

  async write(sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<Written> {
    const edits = new RowEdits(this.footer);
    const ordered = [...changed].sort(([a], [b]) => a - b);
    const emptied: number[] = [];
    const filled = new Set<number>();
    const edited = new Map<number, string>();
    for (const [slot, text] of ordered) {
      const row = this.slots.rowOf(slot);
      if (!this.slots.isEmpty(slot)) {
        if (text !== '') edited.set(row, text);
        else {
          edits.remove(row);
          emptied.push(slot);
        }
      } else if (text !== '') {
        edits.insert(row, text, this.held.get(slot));
        filled.add(slot);
      }
    }
    for await (const { row, text } of this.texts.several([...edited.keys()])) edits.change(row, text, edited.get(row)!);
    const places = new Map(emptied.map((slot) => [slot, edits.locate(this.slots.rowOf(slot))]));
    const spliced = await spliceParquet(this.source, sink, this.footer, edits.build(), NODE_CODECS);
    const kept = heldRows(places, this.footer, new Set(this.texts.selected), spliced);
    return {
      bytes: spliced.bytes,
      rebase: (source) => {
        this.slots.reset(this.slots.with(emptied, filled));
        for (const slot of filled) this.held.delete(slot);
        for (const [slot, row] of kept) this.held.set(slot, row);
        this.source = source;
        this.texts.follow(spliced.footer);
        this.footer = spliced.footer;
      },
    };
  }

  /** Ends reading; the source is the caller's. */
  close(): void {
    this.texts.close();
  }

  private async *first(): AsyncGenerator<readonly string[]> {
    yield await this.texts.window(0, Math.min(FIRST_ROWS, this.footer.rows));
  }

  private chunk(read: readonly ReadRow[], removed: ReadonlySet<number>, done: number): Chunk {
    const slots: Slot[] = [];
    const empty = () => {
      for (; removed.has(this.found); this.found++) {
        this.slots.push(this.found);
        slots.push({ row: this.found, offset: this.found, text: '', problem: null });
      }
    };
    for (const row of read) {
      empty();
      slots.push({ row: this.found, offset: this.found, ...row });
      this.found++;
    }
    if (read.length === 0) empty();
    const { rows } = this.footer;
    return { slots, bytesDone: rows === 0 ? this.bytes : Math.floor((this.bytes * done) / rows) };
  }
}
