import { t } from '@vscode/l10n';
import { jointEdit, jointRow, ownRow, ownRows } from './attachedRows.js';
import { EditError, type Edit, type LabelOperation, type Operation, type RowText } from './edits.js';
import { beginJointSave } from './jointSave.js';
import { matching, merged, reversed } from './merge.js';
import type { Saving } from './overlay.js';
import type { LocatedRecord, PreferenceRecord } from './record.js';
import type { Records, ScanChunk, ScanOptions } from './records.js';
import type { Schema } from './schemas/schema.js';

/** A dataset and others that speak of the same prompts and responses, read as one; an edit goes to the file that owns the value. */
export class JoinedRecords implements Records {
  readonly schema: Schema;
  /** Per attached dataset: the record that speaks of the same as one of ours. */
  private readonly links: Map<number, number>[];
  /** Ends when the changes that are being put in place are in all files. */
  private applying: Promise<unknown> = Promise.resolve();

  /** Bases of records' ids (before `#`) join them; equal ones join in file order. */
  constructor(
    private readonly main: Records,
    private readonly others: readonly Records[],
  ) {
    const all = [main, ...others].map(({ schema }) => schema);
    this.links = others.map(() => new Map());
    this.schema = {
      ...main.schema,
      name: all.map(({ name }) => name).join(' + '),
      edits: [...new Set(all.flatMap(({ edits }) => edits))],
    };
  }

  get records(): number {
    return this.main.records;
  }

  get rows(): number {
    return this.main.rows;
  }

  get bad() {
    return this.main.bad;
  }

  /** How many rows of each attached dataset cannot be read. */
  get unreadable(): number[] {
    return this.others.map(({ bad }) => bad.count);
  }

  /** How many records each attached dataset speaks of. */
  get joined(): number[] {
    return this.links.map(({ size }) => size);
  }

  async *scan(options: ScanOptions = {}): AsyncGenerator<ScanChunk> {
    const ids = await Promise.all(this.others.map((other) => idsOf(other, options)));
    for await (const { records, progress } of this.main.scan(options)) {
      const whole: LocatedRecord[] = [];
      for (const record of records) {
        ids.forEach((known, k) => {
          const found = known.get(record.id);
          if (found !== undefined) this.links[k]!.set(record.index, found);
        });
        whole.push(await this.withOthers(record));
      }
      yield { records: whole, progress };
    }
  }

  taking(): null {
    return null;
  }

  async indexRows(): Promise<void> {
    // The others were read whole before the main one began.
    await this.main.indexRows();
  }

  async record(index: number): Promise<LocatedRecord> {
    return this.withOthers(await this.main.record(index));
  }

  /** Prompts and responses are the main file's; what attached files say of them is left out. */
  content(index: number): Promise<PreferenceRecord> {
    return this.main.content(index);
  }

  recordOf(row: number): number {
    return ownRow(row).k === 0 ? this.main.recordOf(row) : -1;
  }

  async edit(index: number, operation: Operation, reason: string | null): Promise<Edit> {
    const { id } = await this.main.record(index);
    const sources = this.sources(index);
    if (operation.kind === 'drop') {
      const edits = await Promise.all(sources.map(async ({ k, source, at }) => jointEdit(k, await source.edit(at, operation, reason))));
      return { index, id, operation, reason, changes: edits.flatMap(({ changes }) => changes) };
    }
    const { k, source, at, places } = await this.owner(index, operation);
    const made = await source.edit(at, translated(operation, places), reason);
    return { ...made, index, id, operation, reason, changes: jointEdit(k, made).changes };
  }

  apply(changes: readonly RowText[]): Promise<number[]> {
    const turn = this.applying.then(() => this.put(changes));
    this.applying = turn.catch(() => undefined);
    return turn;
  }

  async holds(rows: readonly RowText[]): Promise<boolean> {
    for (const [k, source] of [this.main, ...this.others].entries()) if (!(await source.holds(ownRows(k, rows)))) return false;
    return true;
  }

  edited(index: number): boolean {
    return this.sources(index).some(({ source, at }) => source.edited(at));
  }

  place(row: number): { part: number; local: number } {
    const all = [this.main, ...this.others];
    const own = ownRow(row);
    const { part, local } = all[own.k]!.place(own.row);
    return { part: all.slice(0, own.k).reduce((sum, { files }) => sum + files, part), local };
  }

  get files(): number {
    return [this.main, ...this.others].reduce((sum, { files }) => sum + files, 0);
  }

  async beginSave(): Promise<Saving> {
    // A record that spans files is saved with all of its changes or none.
    for (let last: Promise<unknown> | null = null; last !== this.applying; ) await (last = this.applying);
    return beginJointSave([this.main, ...this.others]);
  }

  private async put(changes: readonly RowText[]): Promise<number[]> {
    const touched = new Set<number>();
    for (const [k, source] of [this.main, ...this.others].entries()) {
      const indices = await source.apply(ownRows(k, changes));
      if (k === 0) for (const index of indices) touched.add(index);
      else for (const [index, at] of this.links[k - 1]!) if (indices.includes(at)) touched.add(index);
    }
    return [...touched];
  }

  /** Our own record and those of the others that speak of the same. */
  private sources(index: number): { k: number; source: Records; at: number }[] {
    const others = this.others.map((source, k) => ({ k: k + 1, source, at: this.links[k]!.get(index) ?? -1 }));
    return [{ k: 0, source: this.main, at: index }, ...others.filter(({ at }) => at >= 0)];
  }

  private async withOthers(record: LocatedRecord): Promise<LocatedRecord> {
    let whole = record;
    for (const { k, source, at } of this.sources(record.index).slice(1)) {
      const other = await source.record(at);
      const places = matching(record.responses, other.responses);
      if (!places) continue;
      const rows = other.rows.map((row) => jointRow(k, row));
      whole = { ...merged(whole, other, places), rows: [...whole.rows, ...rows], edited: whole.edited || other.edited };
    }
    return whole;
  }

  /** The file that owns what an operation changes: one that states it itself before one that only lists marks. */
  private async owner(index: number, operation: LabelOperation) {
    const record = await this.main.record(index);
    const able = [];
    for (const { k, source, at } of this.sources(index)) {
      if (!source.schema.edits.includes(operation.kind)) continue;
      const own = k === 0 ? record : await source.record(at);
      const places = matching(record.responses, own.responses);
      if (!places) continue;
      if (operation.kind !== 'set') {
        if (own.preference !== null) able.push({ k, source, at, places, stated: true });
        continue;
      }
      const label = own.responses[places[operation.response - 1] ?? -1]?.labels.find(({ attribute }) => attribute === operation.attribute);
      if (label) able.push({ k, source, at, places, stated: label.ratings.length === 0 });
    }
    const owner = able.find(({ stated }) => stated) ?? able[0];
    if (owner) return owner;
    if (this.main.schema.edits.includes(operation.kind)) return { k: 0, source: this.main, at: index, places: record.responses.map((_, i) => i) };
    throw new EditError(t('none of the files that were opened together can take this for record {0}', index));
  }
}

/** The operation as the owner counts its responses. */
function translated(operation: LabelOperation, places: readonly number[]): LabelOperation {
  const place = (response: number) => (places[response - 1] ?? response - 1) + 1;
  switch (operation.kind) {
    case 'choose':
      return { ...operation, response: place(operation.response) };
    case 'set':
      return { ...operation, response: place(operation.response) };
    case 'strength':
      return reversed(places) ? { ...operation, value: 0 - operation.value } : operation;
    default:
      return operation;
  }
}

async function idsOf(records: Records, options: ScanOptions): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const chunk of records.scan({ signal: options.signal })) for (const { id, index } of chunk.records) ids.set(id, index);
  return ids;
}
