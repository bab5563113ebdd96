import { t } from '@vscode/l10n';
import { MessageHeader } from 'apache-arrow/enum';
import type { DictionaryBatch, RecordBatch } from 'apache-arrow/ipc/metadata/message';
import type { ByteSource } from '../../ports.js';
import { placeBatch, type Batch } from './batch.js';
import { Buffers } from './buffers.js';
import { ByteCache } from './byteCache.js';
import type { Column, Dictionary } from './column.js';
import type { DictionaryIndex } from './dictionaries.js';
import { ArrowError, inColumn } from './error.js';
import type { Layout } from './layout.js';
import { load, type Loading } from './load.js';
import { bodyAt, readMessage, type PlacedMessage } from './message.js';
import { textOf } from './text.js';

/** Held of inflated buffers and bodies. */
const CACHE_BYTES = 64 * 1024 * 1024;
/** Read into memory for one row, and for several. */
const ROW_BYTES = 64 * 1024 * 1024;
const ROWS_BYTES = 16 * 1024 * 1024;
/** A dictionary is held whole. */
const DICTIONARY_BYTES = 256 * 1024 * 1024;
const OPEN_BATCHES = 3;

/** A row as read. */
export type RowText = { readonly text: string } | { readonly problem: string };

/** Reads batches, dictionaries and rows of one source. */
export class Reader {
  /** Positions of the columns that texts hold. */
  readonly selected: readonly number[];
  private readonly cache = new ByteCache(CACHE_BYTES);
  private readonly batches = new Map<number, Promise<Batch>>();
  private readonly loaded = new Map<string, Promise<Dictionary>>();
  private readonly dictionaryLayouts = new Map<number, Layout>();

  constructor(
    readonly source: ByteSource,
    readonly layouts: readonly Layout[],
    readonly dictionaries: DictionaryIndex,
    selected: readonly number[] | null,
  ) {
    this.selected = selected ?? layouts.map((_, i) => i);
    for (const layout of layouts) this.collect(layout, []);
  }

  /** The batch at a place. Throws `ArrowError`. */
  batch(at: number): Promise<Batch> {
    const known = this.batches.get(at);
    if (known) return known;
    const batch = (async () => {
      const message = await readMessage(this.source, at);
      if (message?.message.headerType !== MessageHeader.RecordBatch) throw new ArrowError(t('there is no batch of rows at byte {0}', at));
      return this.placed(message);
    })();
    this.batches.set(at, batch);
    batch.catch(() => undefined);
    for (const oldest of this.batches.keys()) {
      if (this.batches.size <= OPEN_BATCHES) break;
      this.batches.delete(oldest);
    }
    return batch;
  }

  /** The batch of a message. Throws `ArrowError` where it does not fit the schema. */
  async placed({ message, place }: PlacedMessage): Promise<Batch> {
    const header = message.header() as RecordBatch;
    const batch = await placeBatch(header, this.layouts, new Buffers(this.source, { at: bodyAt(place), length: place.body }, header.buffers, header.compression, this.cache));
    await batch.buffers.hold(this.selected.map((i) => batch.columns[i]!.span));
    return batch;
  }

  /** The same reader over other bytes: of a message that is not in the file yet. */
  over(source: ByteSource): Reader {
    return new Reader(source, this.layouts, this.dictionaries, this.selected);
  }

  /** Rows of the batch at a place as text; a row that cannot be read has its reason instead. */
  async rows(at: number, from: number, count: number, dictionary = (id: number) => this.dictionary(id, at), batch?: Batch): Promise<RowText[]> {
    const { columns, buffers } = batch ?? (await this.batch(at));
    const read = async (start: number, length: number): Promise<RowText[]> => {
      const loading: Loading = { left: length === 1 ? ROW_BYTES : ROWS_BYTES, lazy: false, dictionary };
      try {
        const values = await Promise.all(this.selected.map(async (i) => load(columns[i]!, buffers, start, length, loading).catch((error: unknown) => Promise.reject(inColumn(columns[i]!.layout.name, error)))));
        return Array.from({ length }, (_, i) => rowText(values, i));
      } catch (error) {
        if (length === 1) return [{ problem: (error as Error).message }];
        // A part of them may be whole, or small enough.
        const half = length >> 1;
        return [...(await read(start, half)), ...(await read(start + half, length - half))];
      }
    };
    return count === 0 ? [] : read(from, count);
  }

  /** A dictionary as the batch at a place sees it. Throws `ArrowError`. */
  dictionary(id: number, at: number): Promise<Dictionary> {
    const entries = this.dictionaries.of(id, at);
    const last = entries.at(-1);
    if (!last) return Promise.resolve({ pieces: [], length: 0 });
    const name = `${id}:${last.place.at}`;
    let found = this.loaded.get(name);
    if (!found) {
      found = Promise.all(entries.map(({ place }) => this.values(id, place.at, false))).then((pieces) => ({ pieces, length: pieces.reduce((sum, { length }) => sum + length, 0) }));
      this.loaded.set(name, found);
      found.catch(() => undefined);
      if (this.loaded.size > 8) this.loaded.delete(this.loaded.keys().next().value as string);
    }
    return found;
  }

  /** Values that one dictionary message holds. Throws `ArrowError`. */
  async values(id: number, at: number, lazy: boolean, source = this.source): Promise<Column> {
    const message = await readMessage(source, at);
    if (message?.message.headerType !== MessageHeader.DictionaryBatch) throw new ArrowError(t('there is no dictionary at byte {0}', at));
    const header = (message.message.header() as DictionaryBatch).data;
    const layout = this.dictionaryLayouts.get(id);
    if (!layout) throw new ArrowError(t('no column uses the dictionary {0}', id));
    const cache = source === this.source ? this.cache : new ByteCache(CACHE_BYTES);
    const buffers = new Buffers(source, { at: bodyAt(message.place), length: message.place.body }, header.buffers, header.compression, cache);
    const { columns, rows } = await placeBatch(header, [layout], buffers);
    return load(columns[0]!, buffers, 0, rows, { left: DICTIONARY_BYTES, lazy, dictionary: (inner) => this.dictionary(inner, at) });
  }

  private collect(layout: Layout, within: readonly number[]): void {
    if (layout.kind === 'dictionary') {
      if (within.includes(layout.id)) throw inColumn(layout.name, new ArrowError(t('the dictionary {0} needs itself', layout.id)));
      if (!this.dictionaryLayouts.has(layout.id)) this.dictionaryLayouts.set(layout.id, layout.values);
      this.collect(layout.values, [...within, layout.id]);
    } else if (layout.kind === 'struct' || layout.kind === 'union') layout.members.forEach((member) => this.collect(member, within));
    else if (layout.kind === 'list' || layout.kind === 'fixedList') this.collect(layout.item, within);
  }
}

function rowText(columns: readonly Column[], i: number): RowText {
  const members: string[] = [];
  for (const column of columns) {
    try {
      members.push(`${JSON.stringify(column.layout.name)}:${textOf(column, i)}`);
    } catch (error) {
      return { problem: inColumn(column.layout.name, error).message };
    }
  }
  return { text: `{${members.join(',')}}` };
}
