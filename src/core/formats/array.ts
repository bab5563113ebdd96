import { t } from '@vscode/l10n';
import type { CellPatch } from '../edits.js';
import type { ByteSink, ByteSource } from '../ports.js';
import type { Row } from '../schemas/schema.js';
import { READS } from '../bytes/newlines.js';
import { ArrayIndex } from './json/arrayIndex.js';
import { writeArray } from './json/arrayWrite.js';
import { ElementReader } from './json/elementReader.js';
import { findList, type ListPlace } from './json/list.js';
import { patchJson } from './json/patch.js';
import { frontOf, Separators, styleOf } from './json/separators.js';
import { parseObject } from './json/value.js';
import { MAX_ROW_BYTES } from './lines.js';
import { textSlot } from './textSlot.js';
import type { Chunk, RowFile, Slot, Written } from './rows.js';

/** The list of rows must begin within so many bytes. */
export const HEAD_BYTES = 64 * 1024;

/** A JSON list of objects, also inside one object; a slot is the element's own text, what stands between elements belongs to the file. */
export class ArrayFile implements RowFile {
  readonly format = 'json';
  readonly columns = null;
  private places = new ArrayIndex(0);
  private separators: Separators | null = null;
  /** Where the first element stands, or would; null where it is not known yet. */
  private front: number | null = null;
  private broken: string | null = null;
  private whole = false;

  private constructor(
    private source: ByteSource,
    private readonly place: ListPlace,
    private readonly reads: { readonly first: number; readonly next: number },
  ) {}

  /** Throws where no list of rows begins near the start of the file. */
  static async open(source: ByteSource, reads: { readonly first: number; readonly next: number } = READS): Promise<ArrayFile> {
    return new ArrayFile(source, findList(await source.read(0, HEAD_BYTES)), reads);
  }

  get rows(): number {
    return this.places.rows;
  }

  get bytes(): number {
    return this.source.size;
  }

  get damage(): string | null {
    return this.source.damage ?? this.broken;
  }

  async *scan(signal?: AbortSignal, removed: ReadonlySet<number> = new Set()): AsyncGenerator<Chunk> {
    this.whole = false;
    this.broken = null;
    const { bracket, key } = this.place;
    const reader = new ElementReader(this.source, bracket + 1, key !== null, MAX_ROW_BYTES, this.reads);
    // What this session took out keeps its separators and its place, however often the file is read.
    if (removed.size === 0) this.separators = this.front = null;
    let begun = false;
    const begin = (front: number) => {
      begun = true;
      this.places = new ArrayIndex(front);
    };
    const absent = (slots: Slot[]) => {
      while (removed.has(this.rows)) {
        this.places.pushAbsent();
        slots.push({ row: this.rows - 1, offset: this.places.start(this.rows - 1), text: '', problem: null });
      }
    };
    this.places = new ArrayIndex(bracket + 1);
    for await (const { elements, bytesDone } of reader.chunks()) {
      signal?.throwIfAborted();
      const slots: Slot[] = [];
      for (const element of elements) {
        if (!begun) begin(element.start);
        absent(slots);
        this.places.push(element.start, element.end - element.start);
        slots.push(textSlot(this.rows - 1, element, MAX_ROW_BYTES));
      }
      yield { slots, bytesDone };
    }
    this.broken = reader.damage;
    if (!begun) {
      const gap = await this.source.read(bracket + 1, Math.max(0, Math.min((reader.listEnd ?? 0) - bracket - 1, HEAD_BYTES)));
      begin(this.front ?? bracket + 1 + frontOf(gap));
    }
    const last: Slot[] = [];
    absent(last);
    this.front = this.places.front;
    this.separators ??= new Separators(await styleOf(this.source, this.places, bracket));
    this.whole = true;
    yield { slots: last, bytesDone: reader.bytesDone };
  }

  async slot(row: number): Promise<Slot> {
    const start = this.places.start(row);
    const end = this.places.end(row);
    if (start === end) return { row, offset: start, text: '', problem: null };
    const bytes = end - start > MAX_ROW_BYTES ? null : await this.source.read(start, end - start);
    return textSlot(row, { start, end, bytes }, MAX_ROW_BYTES);
  }

  parse(text: string): Row {
    return parseObject(text);
  }

  patch(text: string, cells: readonly CellPatch[]): string {
    return patchJson(text, cells);
  }

  async write(sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<Written> {
    if (!this.whole || !this.separators) throw new Error(t('the file is still being read: save it once its rows are counted'));
    const { bytes, index, separators } = await writeArray(this.source, sink, this.places, this.separators, changed);
    const rebase = (source: ByteSource) => {
      this.source = source;
      this.places = index;
      this.separators = separators;
    };
    return { bytes, rebase };
  }
}
