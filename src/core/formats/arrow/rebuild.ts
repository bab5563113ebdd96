import { t } from '@vscode/l10n';
import type { RecordBatch } from 'apache-arrow/ipc/metadata/message';
import { Ahead } from './ahead.js';
import { Assembly } from './assemble.js';
import type { Batch, Placed } from './batch.js';
import { BlobSource, lengthOf, type Blob } from './blob.js';
import { build, raw, type Cell } from './build.js';
import { asShown, cellsOf, type Change } from './changes.js';
import { slice, type Column } from './column.js';
import { encodeBatch, stored, type Encoded } from './encode.js';
import { ArrowError, inColumn } from './error.js';
import type { Growth } from './growth.js';
import { holds } from './layout.js';
import { load } from './load.js';
import { endOf, readMessage } from './message.js';
import type { Reader } from './reader.js';

/** Offsets and bits of a batch that is rebuilt are held in memory; its values are not. */
const REBUILD_BYTES = 1024 * 1024 * 1024;

/** Values of removed rows that their texts do not hold, by slot and position of the column. */
export type Kept = ReadonlyMap<number, ReadonlyMap<number, Column>>;

/** A change with what it does to the row's texts. */
export interface Worked extends Change {
  /** The row's text as it will read; null where it is removed. */
  readonly expected: string | null;
  /** Positions of the columns that get another value; null for all. */
  readonly edited: ReadonlySet<number> | null;
}

/** Finds out what changes do to a batch's rows. Throws `ArrowError` where a row cannot be edited, `EditError` where a column cannot hold a value. */
export async function workOut(reader: Reader, at: number, changes: readonly Change[]): Promise<Worked[]> {
  const layouts = reader.selected.map((i) => reader.layouts[i]!);
  const worked: Worked[] = [];
  const { rows } = await reader.batch(at);
  const read = new Ahead(rows, (from, count) => reader.rows(at, from, count));
  for (const change of changes) {
    const { row, cells, slot } = change;
    if (!cells) worked.push({ ...change, expected: null, edited: new Set() });
    else if (row === null) worked.push({ ...change, expected: asShown(cells, layouts, layouts.map((layout, i) => (holds(layout, 'union') ? raw(cells[i]!) : ''))), edited: null });
    else {
      const now = await read.at(row);
      if ('problem' in now) throw new ArrowError(t('row {0} cannot be edited: {1}', slot, now.problem));
      const known = cellsOf(now.text, layouts).map(raw);
      const edited = new Set(reader.selected.filter((_, i) => raw(cells[i]!) !== known[i]));
      worked.push({ ...change, expected: asShown(cells, layouts, known), edited });
    }
  }
  return worked;
}

/** The batch at a place with its changes, read back and compared before it is handed out. Throws `ArrowError`. */
export async function rebuild(reader: Reader, at: number, changes: readonly Worked[], growth: Growth, kept: Kept): Promise<Encoded & { readonly rows: number }> {
  const old = (await readMessage(reader.source, at))!;
  const batch = await reader.placed(old);
  const rows = batch.rows + changes.reduce((sum, { row, cells }) => sum + (cells ? (row === null ? 1 : 0) : -1), 0);
  const assembly = new Assembly();
  for (const [c, placed] of batch.columns.entries()) {
    try {
      if (rows !== batch.rows || changes.some(({ row, cells, edited }) => !cells || row === null || edited?.has(c))) {
        const fresh = new Assembly();
        fresh.add(placed.layout, await pieces(reader, batch, c, changes, growth.codeOf(at), kept));
        assembly.nodes.push(...fresh.nodes);
        assembly.heapCounts.push(...fresh.heapCounts);
        assembly.buffers.push(...stored(fresh.buffers, batch.buffers.compressed));
      } else {
        keep(placed, batch, assembly);
      }
    } catch (error) {
      throw inColumn(placed.layout.name, error);
    }
  }
  const encoded = encodeBatch(old, rows, assembly);
  await verify(reader, at, encoded, batch.rows, rows, changes, growth);
  return { ...encoded, rows };
}

/** A column as it was: its nodes, and its buffers byte for byte. */
function keep(placed: Placed, { header, buffers }: Batch, assembly: Assembly): void {
  assembly.nodes.push(...header.nodes.slice(...placed.nodes));
  for (let i = placed.span[0]; i < placed.span[1]; i++) assembly.buffers.push([buffers.raw(i)]);
  const countHeaps = ({ layout, heaps, children }: Placed) => {
    if (layout.kind === 'view') assembly.heapCounts.push(heaps.length);
    children.forEach(countHeaps);
  };
  countHeaps(placed);
}

/** A column's values in their new order: runs of old ones with the new ones between them. */
async function pieces(reader: Reader, batch: Batch, c: number, changes: readonly Worked[], codeOf: Parameters<typeof build>[2], kept: Kept): Promise<Column[]> {
  const placed = batch.columns[c]!;
  const old = await load(placed, batch.buffers, 0, batch.rows, { left: REBUILD_BYTES, lazy: true, dictionary: async () => ({ pieces: [], length: 0 }) });
  const position = reader.selected.indexOf(c);
  const isNew = ({ slot, cells, edited }: Worked) => cells !== null && (edited ? edited.has(c) : !kept.get(slot)?.has(c));
  const fresh = changes.filter(isNew);
  for (const { slot } of fresh) {
    if (position === -1) throw new ArrowError(t('row {0} was removed in an earlier session, and its text holds no value of this column; restore the row from a copy of the file', slot));
  }
  const built = build(placed.layout, fresh.map(({ cells }): Cell => cells![position]!), codeOf);
  const list: Column[] = [];
  let done = 0;
  let used = 0;
  const upTo = (row: number) => {
    if (row > done) list.push(slice(old, done, row - done));
    done = row;
  };
  for (const change of changes) {
    if (change.cells && change.row !== null && !isNew(change)) continue;
    upTo(change.before);
    if (isNew(change)) list.push(slice(built, used++, 1));
    else if (change.cells) list.push(kept.get(change.slot)!.get(c)!);
    if (change.row !== null) done = change.before + 1;
  }
  upTo(batch.rows);
  return list;
}

/** Reads back what is about to be written: every changed row, and those beside it. Throws `ArrowError` where it differs. */
async function verify(reader: Reader, at: number, { blobs, metadata, prefix }: Encoded, rowsBefore: number, rows: number, changes: readonly Worked[], growth: Growth): Promise<void> {
  const source = new BlobSource(blobs as Blob[], reader.source);
  const message = await readMessage(source, 0);
  if (!message || endOf(message.place) !== lengthOf(blobs) || message.place.metadata !== metadata || message.place.prefix !== prefix) throw new ArrowError(t('the batch that was put together does not read back'));
  const fresh = reader.over(source);
  const again = await fresh.placed(message);
  if ((message.message.header() as RecordBatch).length !== rows) throw new ArrowError(t('the batch that was put together has another number of rows'));
  const dictionary = (id: number) => growth.dictionary(id, at);
  const old = new Ahead(rowsBefore, (from, count) => reader.rows(at, from, count));
  const now = new Ahead(rows, (from, count) => fresh.rows(at, from, count, dictionary, again));
  const same = async (before: number, after: number) => {
    if (JSON.stringify(await old.at(before)) !== JSON.stringify(await now.at(after))) throw new ArrowError(t('row {0} of the batch at byte {1} would change, although it was not edited', before, at));
  };
  let shift = 0;
  for (const [i, { before, row, expected, slot }] of changes.entries()) {
    const previous = changes[i - 1];
    if (before > 0 && (!previous || (previous.row ?? previous.before - 1) < before - 1)) await same(before - 1, before - 1 + shift);
    if (expected !== null) {
      const text = await now.at(before + shift);
      if ('problem' in text || text.text !== expected) throw new ArrowError(t('row {0} would not read back as it was edited', slot));
    }
    if (expected === null) shift--;
    else if (row === null) shift++;
  }
  const last = changes.at(-1);
  const after = last ? last.before + (last.row === null ? 0 : 1) : 0;
  if (after < rowsBefore) await same(after, after + shift);
}
