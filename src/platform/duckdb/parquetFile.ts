import { t } from '@vscode/l10n';
import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { CellPatch } from '../../core/edits.js';
import { patchJson } from '../../core/formats/json/patch.js';
import { stampOf } from '../node/files/stamp.js';
import { parseObject } from '../../core/formats/json/value.js';
import type { Entries } from '../../core/formats/parquet/entries.js';
import { readFooter, type Footer } from '../../core/formats/parquet/footer.js';
import { RowEdits, type HeldRow } from '../../core/formats/parquet/rowEdits.js';
import { leavesOf } from '../../core/formats/parquet/schemaTree.js';
import { SlotMap } from '../../core/formats/parquet/slotMap.js';
import { spliceParquet, type Spliced } from '../../core/formats/parquet/splice.js';
import type { Chunk, RowFile, Slot, Written } from '../../core/formats/rows.js';
import type { ByteSink, ByteSource } from '../../core/ports.js';
import type { Row } from '../../core/schemas/schema.js';
import { RowCache, type ReadRow } from './parquetCache.js';
import { NODE_CODECS } from './parquetCodecs.js';
import { ParquetReader } from './parquetReader.js';
import { patience, salvage, SALVAGED_ROWS, type Patience } from './parquetSalvage.js';

const FIRST_ROWS = 64;
const FEW_ROWS = 256;
/** While a save puts the new file in place, a read waits for the rows to follow. */
const WAIT_MS = 20;
const WAITS = 100;

const CHANGED = t('the file has changed on disk since it was opened');

/** A Parquet file: rows are JSON texts of the selected columns; a save encodes only the pages that an edit touches. */
export class ParquetFile implements RowFile {
  readonly format = 'parquet';
  private readonly slots = new SlotMap();
  private readonly cache = new RowCache(() => this.footer.rows, (from, to) => this.fetch(from, to));
  /** What rows that a save took out held, as far as their text does not say it. */
  private readonly held = new Map<number, HeldRow>();
  private selected: readonly number[];
  private found = 0;
  private cut: string | null = null;
  private stamp: string;

  private constructor(
    private source: ByteSource,
    private readonly path: string,
    private footer: Footer,
    private reader: ParquetReader,
  ) {
    this.selected = footer.schema.columns.map((_, i) => i);
    this.stamp = stampAt(path);
  }

  /** Throws with the reason where this is no whole, readable Parquet file. */
  static async open(source: ByteSource): Promise<ParquetFile> {
    if (source.path === null) throw new Error(t('a Parquet file can only be read from the disk'));
    const footer = await readFooter(source);
    return new ParquetFile(source, source.path, footer, await ParquetReader.open(source.path, footer));
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
    this.selected = this.footer.schema.columns.flatMap(({ name }, i) => (names.has(name) ? [i] : []));
    this.cache.clear();
  }

  async *scan(signal?: AbortSignal, removed: ReadonlySet<number> = new Set()): AsyncGenerator<Chunk> {
    this.slots.reset([]);
    this.found = 0;
    this.cut = null;
    const { rows } = this.footer;
    let tries: Patience | null = null;
    for (let row = 0; row < rows; ) {
      signal?.throwIfAborted();
      const pieces = row === 0 ? this.first() : this.reader.stream(this.selected, row);
      try {
        for await (const texts of pieces) {
          signal?.throwIfAborted();
          row += texts.length;
          yield this.chunk(texts.map((text) => ({ text, problem: null })), removed, row);
        }
      } catch (error) {
        signal?.throwIfAborted();
        const end = Math.min(rows, row + SALVAGED_ROWS);
        const saved = await salvage((from, to) => this.fetch(from, to), row, end, (tries ??= patience()));
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
      const read = await this.cache.row(this.slots.rowOf(slot));
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
    for await (const { row, before } of this.texts([...edited.keys()])) edits.change(row, before, edited.get(row)!);
    const held = new Map(emptied.map((slot) => [slot, edits.locate(this.slots.rowOf(slot))]));
    const spliced = await spliceParquet(this.source, sink, this.footer, edits.build(), NODE_CODECS);
    const kept = this.keep(held, spliced);
    return {
      bytes: spliced.bytes,
      rebase: (source) => {
        this.slots.reset(this.slots.with(emptied, filled));
        for (const slot of filled) this.held.delete(slot);
        for (const [slot, row] of kept) this.held.set(slot, row);
        this.source = source;
        this.reader.follow(spliced.footer);
        this.footer = spliced.footer;
        this.cache.clear();
        this.stamp = stampAt(this.path);
      },
    };
  }

  /** Ends reading; the source is the caller's. */
  close(): void {
    this.reader.close();
  }

  private async *first(): AsyncGenerator<readonly string[]> {
    yield await this.fetch(0, Math.min(FIRST_ROWS, this.footer.rows));
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

  /** Rows as the file that was opened holds them. Throws where another file stands in its place. */
  private async fetch(from: number, to: number): Promise<string[]> {
    for (let wait = 0; wait < WAITS; wait++) {
      const { stamp } = this;
      const texts = stampAt(this.path) === stamp ? await this.reader.window(this.selected, from, to) : null;
      if (texts && stampAt(this.path) === stamp) return texts;
      await delay(WAIT_MS);
    }
    throw new Error(CHANGED);
  }

  /** Texts of these rows as the file holds them. */
  private async *texts(rows: readonly number[]): AsyncGenerator<{ row: number; before: string }> {
    if (rows.length <= FEW_ROWS) {
      for (const row of rows) {
        const { text, problem } = await this.cache.row(row);
        if (text === null) throw new Error(t('row {0} cannot be read: {1}', row, String(problem)));
        yield { row, before: text };
      }
      return;
    }
    const wanted = new Set(rows);
    // Too many for the arguments of one call.
    const last = rows.reduce((most, each) => Math.max(most, each), 0);
    let row = rows.reduce((least, each) => Math.min(least, each), last);
    const { stamp } = this;
    const assertSame = () => {
      if (stampAt(this.path) !== stamp) throw new Error(CHANGED);
    };
    assertSame();
    for await (const texts of this.reader.stream(this.selected, row)) {
      for (const before of texts) {
        if (wanted.has(row)) yield { row, before };
        row++;
      }
      if (row > last) break;
    }
    // DuckDB reads by the path: another file in that place would say what was never in this one.
    assertSame();
  }

  /** Of rows that were taken out, what their texts do not say: types without a lossless text, and columns that are not read. */
  private keep(places: ReadonlyMap<number, { group: number; local: number }>, { gone }: Spliced): Map<number, HeldRow> {
    const read = new Set(this.selected);
    const unsaid = this.footer.schema.columns.flatMap((column, i) => {
      const leaves = leavesOf(column);
      return !read.has(i) || leaves.some(({ type }) => type.meaning.kind === 'shown') ? leaves.map(({ index }) => index) : [];
    });
    return new Map(
      [...places].map(([slot, { group, local }]) => {
        const leaves = new Map<number, Entries>();
        for (const index of unsaid) leaves.set(index, gone.get(group)!.get(index)!.get(local)!);
        return [slot, { group, leaves }];
      }),
    );
  }
}

function stampAt(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? stampOf(found) : '';
}
