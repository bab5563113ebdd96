import { t } from '@vscode/l10n';
import { MessageHeader } from 'apache-arrow/enum';
import type { DictionaryBatch } from 'apache-arrow/ipc/metadata/message';
import type { CellPatch } from '../../edits.js';
import type { ByteSink, ByteSource } from '../../ports.js';
import type { Row } from '../../schemas/schema.js';
import { patchJson } from '../json/patch.js';
import { parseObject } from '../json/value.js';
import type { Chunk, RowFile, Slot, Written } from '../rows.js';
import { raw } from './build.js';
import { asShown, cellsOf } from './changes.js';
import { DictionaryIndex } from './dictionaries.js';
import { ArrowError } from './error.js';
import { endOf, readMessage, type PlacedMessage } from './message.js';
import { open, type FooterBlocks, type Opened } from './open.js';
import { Reader, type RowText } from './reader.js';
import type { Kept } from './rebuild.js';
import { save } from './save.js';
import { Slots } from './slots.js';

/** Most rows, and about as many bytes, of the first chunk of a scan, of its others, and of what is read around a row that is asked for. */
const FIRST = { rows: 50, bytes: 1024 * 1024 };
const OTHERS = { rows: 1000, bytes: 8 * 1024 * 1024 };
const NEAR = { rows: 64, bytes: 1024 * 1024 };
/** A file that says it has more rows is not believed. */
const MAX_ROWS = 100_000_000;

/** Arrow IPC, as a file or as a stream; a row's text is one JSON object of the selected columns. */
export class ArrowFile implements RowFile {
  readonly format = 'arrow';
  readonly columns: readonly string[];
  damage: string | null;
  private slots = new Slots();
  private reader: Reader;
  private selected: readonly number[] | null = null;
  private footer: FooterBlocks | null;
  private kept: Kept = new Map();
  /** Rows read last, by batch and first row. */
  private near = new Map<string, Promise<RowText[]>>();

  private constructor(
    private source: ByteSource,
    private readonly opened: Opened,
  ) {
    this.columns = opened.layouts.map(({ name }) => name);
    this.damage = opened.damage;
    this.footer = opened.footer;
    this.reader = this.freshReader();
  }

  /** Opens a file or stream; its batches are found by `scan`. Throws `ArrowError` where it is not Arrow, or of a kind that cannot be read. */
  static async open(source: ByteSource): Promise<ArrowFile> {
    return new ArrowFile(source, await open(source));
  }

  get rows(): number {
    return this.slots.count;
  }

  get bytes(): number {
    return this.source.size;
  }

  select(columns: readonly string[]): void {
    const wanted = new Set(columns);
    this.selected = this.columns.flatMap((name, i) => (wanted.has(name) ? [i] : []));
    this.reader = this.freshReader();
  }

  async *scan(signal?: AbortSignal, removed: ReadonlySet<number> = new Set()): AsyncGenerator<Chunk> {
    const slots = (this.slots = new Slots());
    const reader = (this.reader = this.freshReader());
    this.near.clear();
    this.damage = this.opened.damage;
    let most = FIRST;
    const skip = (into: Slot[]) => {
      for (; removed.has(slots.count); slots.pushGone()) into.push({ row: slots.count, offset: slots.count, text: '', problem: null });
    };
    try {
      for await (const message of this.messages(reader.dictionaries)) {
        signal?.throwIfAborted();
        const { at, body } = message.place;
        // A batch is only counted when it fits the schema.
        const { rows } = await reader.batch(at);
        if (slots.count + rows > MAX_ROWS) throw new ArrowError(t('the file says that it has more than {0} rows', MAX_ROWS));
        // Removed rows between two batches belong to the later one: its dictionaries hold no less.
        slots.batches.push({ place: message.place, rows, base: slots.count });
        for (let from = 0; from < rows; ) {
          const texts = await reader.rows(at, from, Math.min(atOnce(most, rows, body), rows - from));
          const chunk: Slot[] = [];
          for (const text of texts) {
            skip(chunk);
            chunk.push(slotOf(slots.count++, text));
          }
          from += texts.length;
          most = OTHERS;
          yield { slots: chunk, bytesDone: Math.floor(endOf(message.place) - body * (1 - from / rows)) };
          signal?.throwIfAborted();
        }
      }
    } catch (error) {
      if (!(error instanceof ArrowError)) throw error;
      this.damage = t('{0}batch {1}: {2}; the {3} rows before it are shown', this.damage ? `${this.damage}; ` : '', slots.batches.length, error.message, slots.count);
    }
    const last: Slot[] = [];
    skip(last);
    yield { slots: last, bytesDone: this.source.size };
  }

  async slot(row: number): Promise<Slot> {
    const { batch, row: at } = this.slots.find(row);
    if (at === null) return { row, offset: row, text: '', problem: null };
    const { place, rows } = this.slots.batches[batch]!;
    const step = atOnce(NEAR, rows, place.body);
    const from = at - (at % step);
    const name = `${place.at}:${from}`;
    let near = this.near.get(name);
    if (!near) {
      near = this.reader.rows(place.at, from, Math.min(step, rows - from));
      this.near.set(name, near);
      near.catch(() => this.near.delete(name));
      if (this.near.size > 8) this.near.delete(this.near.keys().next().value as string);
    }
    return slotOf(row, (await near)[at - from]!);
  }

  parse(text: string): Row {
    return parseObject(text);
  }

  patch(text: string, cells: readonly CellPatch[]): string {
    const layouts = this.reader.selected.map((i) => this.opened.layouts[i]!);
    // Refused now, not when it is saved; and written as it will read back.
    return asShown(cellsOf(patchJson(text, cells), layouts), layouts, cellsOf(text, layouts).map(raw));
  }

  async write(sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<Written> {
    if (this.damage !== null) throw new ArrowError(t('the file is not whole and must not be saved over: {0}', this.damage));
    const saved = await save({ reader: this.reader, slots: this.slots, footer: this.footer, kept: this.kept }, sink, changed);
    return {
      bytes: saved.bytes,
      rebase: (source) => {
        this.source = source;
        this.slots = saved.slots;
        this.footer = saved.footer;
        this.kept = saved.kept;
        this.reader = this.freshReader(saved.dictionaries);
        this.near.clear();
      },
    };
  }

  private freshReader(dictionaries = new DictionaryIndex(this.footer === null)): Reader {
    return new Reader(this.source, this.opened.layouts, dictionaries, this.selected);
  }

  /** Batches in the order of their rows; dictionaries are noted on the way. */
  private async *messages(dictionaries: DictionaryIndex): AsyncGenerator<PlacedMessage> {
    const note = ({ message, place }: PlacedMessage) => {
      const { id, isDelta } = message.header() as DictionaryBatch;
      dictionaries.add({ id, delta: isDelta, place });
    };
    if (this.footer) {
      for (const { at, metadata, body } of this.footer.dictionaries) note(await this.expected(at, metadata, body, MessageHeader.DictionaryBatch));
      for (const { at, metadata, body } of this.footer.batches) yield this.expected(at, metadata, body, MessageHeader.RecordBatch);
      return;
    }
    for (let at = this.opened.first; ; ) {
      const message = await readMessage(this.source, at);
      if (!message) return;
      at = endOf(message.place);
      if (message.message.headerType === MessageHeader.DictionaryBatch) note(message);
      else if (message.message.headerType === MessageHeader.RecordBatch) yield message;
      else throw new ArrowError(t('a second schema follows'));
    }
  }

  private async expected(at: number, metadata: number, body: number, kind: MessageHeader): Promise<PlacedMessage> {
    const message = await readMessage(this.source, at);
    if (message?.message.headerType !== kind || endOf(message.place) !== at + metadata + body) throw new ArrowError(t('the footer places another message at byte {0} than the one that is there', at));
    return message;
  }
}

/** How many rows of a batch are read at once. */
function atOnce(most: { readonly rows: number; readonly bytes: number }, rows: number, body: number): number {
  return Math.max(1, Math.min(most.rows, Math.floor((most.bytes * rows) / (body + 1))));
}

function slotOf(row: number, text: RowText): Slot {
  return 'text' in text ? { row, offset: row, text: text.text, problem: null } : { row, offset: row, text: null, problem: text.problem };
}
