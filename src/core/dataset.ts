import { t } from '@vscode/l10n';
import { BadRows } from './badRows.js';
import { EditError, type Edit, type Operation, type RowChange, type RowText } from './edits.js';
import { LineFile } from './formats/lines.js';
import { Parts, type Part } from './formats/parts.js';
import type { Slot } from './formats/rows.js';
import { grouperOf, type Group } from './groups/grouper.js';
import { NeighbourIndex, ScatteredIndex, type NeighbourPart, type RecordIndex } from './groups/recordIndex.js';
import { occurrenceId, recordHash } from './identity.js';
import { Overlay, type Saving } from './overlay.js';
import type { Hash } from './ports.js';
import type { LocatedRecord, PreferenceRecord } from './record.js';
import { RecordIds } from './recordIds.js';
import type { Records, ScanChunk, ScanOptions, TakeStretch } from './records.js';
import { standingOf } from './reviews/standing.js';
import type { Row, Schema } from './schemas/schema.js';
import { takeStretches } from './takeStretches.js';

const MOST_SPLITS = 20;

/** One or more files of one schema, read as records, with the unsaved row texts laid over them. */
export class Dataset implements Records {
  readonly bad = new BadRows();
  readonly parts: Parts;
  private readonly index: RecordIndex;
  /** Which of its equals a record is (from 0); the first ones are left out. */
  private readonly occurrences = new Map<number, number>();
  private readonly overlay: Overlay;
  /** Splits met that were not asked for. */
  private readonly splits = new Set<string>();

  constructor(
    parts: readonly Part[],
    readonly schema: Schema,
    private readonly hash: Hash,
    removed: readonly RowText[] = [],
  ) {
    this.parts = new Parts(parts);
    this.overlay = new Overlay(this.parts, removed);
    const scattered = schema.grouping.kind === 'key' || schema.grouping.kind === 'tree';
    this.index = scattered ? new ScatteredIndex() : new NeighbourIndex(this.bad);
  }

  get records(): number {
    return this.index.records;
  }

  get rows(): number {
    return this.parts.rows;
  }

  async *scan({ signal, split = null, hashes }: ScanOptions = {}): AsyncGenerator<ScanChunk> {
    const ids = new RecordIds(this.hash, hashes ?? null);
    const grouper = grouperOf(this.schema.grouping);
    const take = async (groups: Iterable<Group>, into: LocatedRecord[]) => {
      for (const group of groups) {
        // Nothing is awaited where everything is at hand: this runs once a record.
        const record = group.values && group.above.length === 0 ? this.located(group, group.values, [], ids, split) : await this.found(group, ids, split);
        if (record) into.push(record);
      }
    };
    for await (const { slots, local, begins, bytesDone } of this.parts.scan(signal, this.overlay.gone())) {
      const records: LocatedRecord[] = [];
      if (begins) await take(grouper.border(false), records);
      for (const [i, slot] of slots.entries()) {
        const groups = this.taken(slot, (value) => grouper.take(slot, local + i, value)) ?? grouper.skip(local + i);
        if (groups.length > 0) await take(groups, records);
      }
      yield { records, progress: this.progress(bytesDone) };
    }
    const last: LocatedRecord[] = [];
    for (const group of grouper.border(true)) {
      await take([group], last);
      if (last.length >= 1000) yield { records: last.splice(0), progress: this.progress(this.parts.bytes) };
      signal?.throwIfAborted();
    }
    if (split != null && this.records === 0) throw new Error(this.splits.size > 0 ? t('no record is of the split {0}; splits: {1}', split, [...this.splits].join(', ')) : t('no record is of the split {0}; this file names no splits', split));
    yield { records: last, progress: this.progress(this.parts.bytes) };
  }

  taking(): TakeStretch | null {
    const { index, bad, occurrences } = this;
    const file = this.parts.list[0]?.rows;
    if (this.files !== 1 || this.overlay.anyGone || !(file instanceof LineFile) || !(index instanceof NeighbourIndex)) return null;
    const take = takeStretches({ file, bad, index, occurrences });
    return (stretch) => ({ repeated: take(stretch), progress: this.progress(stretch.end) });
  }

  /** Where the records' rows are, of a dataset whose records are of neighbouring rows. */
  pack(): NeighbourPart {
    if (!(this.index instanceof NeighbourIndex)) throw new RangeError('Rows from anywhere make a record here.');
    return this.index.pack();
  }

  async indexRows(): Promise<void> {
    // An index knows nothing of rows that are gone: theirs would be others' numbers.
    if (this.overlay.anyGone) throw new Error(t('rows that saves removed are only counted by a scan'));
    await this.parts.index();
  }

  async content(index: number): Promise<PreferenceRecord> {
    return (await this.standing(index)).record;
  }

  recordOf(row: number): number {
    return this.index.recordOf(row);
  }

  async record(index: number): Promise<LocatedRecord> {
    const { rows, record, dropped } = await this.standing(index);
    return {
      ...this.withSplit(record, rows),
      index,
      id: occurrenceId(recordHash(record, this.hash), this.occurrences.get(index) ?? 0),
      rows,
      dropped,
      edited: rows.some((row) => this.overlay.has(row)),
    };
  }

  async edit(index: number, operation: Operation, reason: string | null): Promise<Edit> {
    const rows = this.index.rows(index);
    const before = await Promise.all(rows.map((row) => this.overlay.current(row)));
    const record = await this.record(index);
    const edit = (changes: readonly RowChange[]): Edit => ({ index, id: record.id, operation, reason, changes: changes.map((change) => this.placed(change)) });
    if (operation.kind === 'drop') {
      return edit(rows.flatMap((row, i) => (before[i] === '' ? [] : [{ row, before: before[i] as string, after: '' }])));
    }
    if (record.dropped) throw new EditError(t('the record is dropped: undo that first'));
    const values = await this.read(rows);
    const patches = this.schema.edit(rows.map((row, i) => this.parts.parse(row, before[i] as string)), operation, values);
    const after = [...before];
    for (const { row, cells } of patches) after[row] = this.parts.patch(rows[row] as number, after[row] as string, cells);
    // What was written must read back as a record, or it is never put in place.
    const edited = this.schema.record(rows.map((row, i) => this.checked(row, after[i] as string)), await this.read(this.index.above(index)));
    const changes = rows.flatMap((row, i) => (after[i] === before[i] ? [] : [{ row, before: before[i] as string, after: after[i] as string }]));
    return { ...edit(changes), before: standingOf(record), after: standingOf(edited) };
  }

  async apply(changes: readonly RowText[]): Promise<number[]> {
    await this.overlay.put(changes);
    return [...new Set(changes.map(({ row }) => this.index.recordOf(row)))].filter((index) => index >= 0);
  }

  async holds(rows: readonly RowText[]): Promise<boolean> {
    for (const { row, text } of rows) if (row >= this.rows || (await this.overlay.current(row)) !== text) return false;
    return true;
  }

  edited(index: number): boolean {
    return this.overlay.size > 0 && this.index.rows(index).some((row) => this.overlay.has(row));
  }

  beginSave(): Promise<Saving> {
    return this.overlay.beginSave();
  }

  get files(): number {
    return this.parts.list.length;
  }

  place(row: number): { part: number; local: number } {
    return this.parts.place(row);
  }

  /** Memory of what says where rows and records are, without the formats' own. */
  get indexBytes(): number {
    return this.index.bytes;
  }

  /** A record's rows, and what they say now, or said before they were dropped. */
  private async standing(index: number): Promise<{ rows: number[]; record: PreferenceRecord; dropped: boolean }> {
    const rows = this.index.rows(index);
    const texts = await Promise.all(rows.map((row) => this.overlay.current(row)));
    const dropped = texts.every((text) => text === '');
    const shown = dropped ? await Promise.all(rows.map((row) => this.overlay.saved(row))) : texts;
    const above = await this.read(this.index.above(index));
    return { rows, dropped, record: this.schema.record(rows.map((row, i) => this.parts.parse(row, shown[i] as string)), above) };
  }

  private placed(change: RowChange): RowChange {
    return this.files === 1 ? change : { ...change, part: this.parts.place(change.row).part };
  }

  /** Rows as the file holds them, or held them before a save removed them. */
  private async read(rows: readonly number[]): Promise<Row[]> {
    return Promise.all(rows.map(async (row) => this.parts.parse(row, await this.overlay.saved(row))));
  }

  private checked(row: number, text: string): Row {
    const value = this.parts.parse(row, text);
    this.schema.check(value);
    return value;
  }

  /** What `take` makes of a readable row; null where it is none, which is noted. */
  private taken<T>({ row, offset, text, problem }: Slot, take: (value: Row) => T): T | null {
    try {
      if (text === null) throw new Error(problem ?? t('the row cannot be read'));
      return take(this.checked(row, text || this.overlay.before(row)));
    } catch (error) {
      this.bad.add(row, offset, (error as Error).message);
      return null;
    }
  }

  private async found(group: Group, ids: RecordIds, split: string | null): Promise<LocatedRecord | null> {
    return this.located(group, group.values ?? (await this.read(group.rows)), await this.read(group.above), ids, split);
  }

  private located(group: Group, values: readonly Row[], above: readonly Row[], ids: RecordIds, split: string | null): LocatedRecord | null {
    const { rows } = group;
    let record: PreferenceRecord;
    try {
      record = this.withSplit(this.schema.record(values, above), rows);
    } catch (error) {
      for (const [i, row] of rows.entries()) this.bad.add(row, group.offsets[i] ?? 0, (error as Error).message);
      return null;
    }
    // Counted over all splits: an id says the same whichever of them is read.
    const [hash, occurrence] = ids.next(record);
    if (split !== null && record.split !== split) {
      if (record.split !== null && this.splits.size < MOST_SPLITS) this.splits.add(record.split);
      return null;
    }
    const index = this.records;
    if (occurrence > 0) this.occurrences.set(index, occurrence);
    this.index.add(group);
    const gone = this.overlay.anyGone && rows.every((row) => this.overlay.before(row) !== '');
    // Written out: spreading takes longer than all else that is done here, and this runs once a record.
    const { prompt, responses, preference, scores, judges, besides, split: own, subset, extra } = record;
    return { prompt, responses, preference, scores, judges, besides, split: own, subset, extra, index, id: occurrenceId(hash, occurrence), rows, dropped: gone, edited: false };
  }

  private withSplit(record: PreferenceRecord, rows: readonly number[]): PreferenceRecord {
    const split = record.split === null ? this.parts.split(rows[0] as number) : null;
    return split === null ? record : { ...record, split };
  }

  private progress(bytesDone: number) {
    return { rows: this.rows, records: this.records, bytesDone, bytes: this.parts.bytes };
  }
}
