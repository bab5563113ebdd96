import { t } from '@vscode/l10n';
import type { CellPatch } from '../../edits.js';
import type { ByteSink, ByteSource } from '../../ports.js';
import type { Row } from '../../schemas/schema.js';
import { Growable } from '../../bytes/growable.js';
import type { Chunk, RowFile, Slot, Written } from '../rows.js';
import { textSlot } from '../textSlot.js';
import { rowEnd, writeSlots, type RowPlaces } from '../writeSlots.js';
import { readCell } from './columns.js';
import { readHead, type CsvHead } from './head.js';
import { patchCsv } from './patch.js';
import { MAX_CSV_ROW_BYTES, readRecords, type CsvRecord } from './records.js';
import { tokenize } from './tokens.js';

const LOST_QUOTE = t(' (a quote that opens and does not end makes a row so long)');

/** Bytes of the first read, and of the others: small, for a chunk is split in one go. */
const CSV_READS = { first: 64 * 1024, next: 1024 * 1024 } as const;

/** A file of comma (or tab, semicolon, bar) separated values with a header; a slot is a row with its line end and the blank lines after it. */
export class CsvFile implements RowFile {
  private starts = new Growable();
  /** End of the last row found; while rows are still read, that is not the file's. */
  private known = 0;
  /** Fields of the rows last read, so that they need not be split twice. */
  private readonly fresh = new Map<string, CsvRecord['fields']>();
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  private constructor(
    readonly format: 'csv' | 'tsv',
    private source: ByteSource,
    private readonly head: CsvHead,
    private readonly reads: { readonly first: number; readonly next: number },
  ) {}

  /** Reads the header and a sample, which says what each column holds. Throws where there is no header. */
  static async open(format: 'csv' | 'tsv', source: ByteSource, reads: { readonly first: number; readonly next: number } = CSV_READS): Promise<CsvFile> {
    return new CsvFile(format, source, await readHead(source, format === 'tsv' ? '\t' : ','), reads);
  }

  get rows(): number {
    return this.starts.length;
  }

  get bytes(): number {
    return this.source.size;
  }

  get damage(): string | null {
    return this.source.damage;
  }

  get columns(): readonly string[] {
    return this.head.columns.map(({ name }) => name);
  }

  async *scan(signal?: AbortSignal, removed: ReadonlySet<number> = new Set()): AsyncGenerator<Chunk> {
    this.starts = new Growable();
    this.known = this.head.end;
    const absent = (slots: Slot[], offset: number) => {
      for (; removed.has(this.rows); this.starts.push(offset)) slots.push({ row: this.rows, offset, text: '', problem: null });
    };
    for await (const { records, bytesDone } of readRecords(this.source, this.head.end, this.head.dialect, this.reads)) {
      signal?.throwIfAborted();
      this.fresh.clear();
      const slots: Slot[] = [];
      for (const record of records) {
        absent(slots, record.start);
        const slot = textSlot(this.rows, record, MAX_CSV_ROW_BYTES, LOST_QUOTE);
        if (slot.text !== null) this.fresh.set(slot.text, record.fields);
        slots.push(slot);
        this.starts.push(record.start);
        this.known = record.end;
      }
      yield { slots, bytesDone };
    }
    this.fresh.clear();
    const last: Slot[] = [];
    absent(last, this.known);
    yield { slots: last, bytesDone: this.source.size };
  }

  async slot(row: number): Promise<Slot> {
    const start = this.starts.at(row);
    const end = rowEnd(this.places(), row);
    return textSlot(row, { start, end, bytes: end - start > MAX_CSV_ROW_BYTES ? null : await this.source.read(start, end - start) }, MAX_CSV_ROW_BYTES, LOST_QUOTE);
  }

  parse(text: string): Row {
    const { columns } = this.head;
    const fields = this.fresh.has(text) ? this.fresh.get(text) : this.split(text);
    if (!fields) throw new Error(t('a quote opens in the row and does not end'));
    if (fields.length !== columns.length) throw new Error(fields.length === 1 ? t('the row has 1 field; the header has {0}', columns.length) : t('the row has {0} fields; the header has {1}', fields.length, columns.length));
    const row: Record<string, unknown> = {};
    for (const [i, column] of columns.entries()) {
      const value = readCell(column, this.decoder.decode(fields[i]));
      if (column.name === '__proto__') Object.defineProperty(row, column.name, { value, enumerable: true, writable: true, configurable: true });
      else row[column.name] = value;
    }
    return row;
  }

  patch(text: string, cells: readonly CellPatch[]): string {
    return patchCsv(text, cells, this.head.columns, this.head.dialect);
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

  private split(text: string): readonly Uint8Array[] | null {
    const { records, open } = tokenize(new TextEncoder().encode(text), this.head.dialect);
    if (open) return null;
    if (records.length !== 1) throw new Error(records.length === 0 ? t('the row is empty') : t('the text holds {0} rows', records.length));
    return records[0]?.fields ?? null;
  }
}
