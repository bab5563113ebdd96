import { t } from '@vscode/l10n';
import type { DictionaryBatch } from 'apache-arrow/ipc/metadata/message';
import type { ByteSink } from '../../ports.js';
import { Assembly } from './assemble.js';
import { readExactly, type Blob } from './blob.js';
import { build } from './build.js';
import { changesByBatch, type Change } from './changes.js';
import type { Column } from './column.js';
import { DictionaryIndex } from './dictionaries.js';
import { encodeBatch, placeOf, stored, type Encoded } from './encode.js';
import { ArrowError } from './error.js';
import { Growth } from './growth.js';
import { holds } from './layout.js';
import { load } from './load.js';
import { endOf, readMessage, type Place } from './message.js';
import { movedFooter, type Block, type FooterBlocks } from './open.js';
import type { Reader } from './reader.js';
import { rebuild, workOut, type Kept } from './rebuild.js';
import type { Slots } from './slots.js';

const COPY_BYTES = 4 * 1024 * 1024;
/** Values of removed rows that are held so that they can be put back. */
const KEPT_BYTES = 128 * 1024 * 1024;

/** What a save reads. */
export interface Saved {
  readonly reader: Reader;
  readonly slots: Slots;
  readonly footer: FooterBlocks | null;
  readonly kept: Kept;
}

/** What the file is after a save. */
export interface SavedAs {
  readonly bytes: number;
  readonly slots: Slots;
  readonly dictionaries: DictionaryIndex;
  readonly footer: FooterBlocks | null;
  readonly kept: Kept;
}

/** Writes the file with these slots anew; messages without a change are copied byte for byte. Throws `ArrowError` before anything is lost. */
export async function save({ reader, slots, footer, kept }: Saved, sink: ByteSink, changed: ReadonlyMap<number, string>): Promise<SavedAs> {
  const { source, dictionaries } = reader;
  const selected = reader.selected.map((i) => reader.layouts[i]!);
  const byBatch = changesByBatch(changed, slots, selected);
  const growth = new Growth(reader);
  if (selected.some((layout) => holds(layout, 'dictionary'))) await grow(reader, slots, byBatch, growth);
  const keptNow = new Map(kept);
  const budget = { left: KEPT_BYTES };

  const messages: { place: Place; made: (() => Promise<Encoded>) | null; batch: number }[] = [];
  const rows = slots.batches.map((batch) => batch.rows);
  for (const [batch, { place }] of slots.batches.entries()) {
    const changes = byBatch.get(batch);
    const made = async () => {
      await keepRemoved(reader, place.at, changes!, keptNow, budget);
      const encoded = await rebuild(reader, place.at, await workOut(reader, place.at, changes!), growth, kept);
      rows[batch] = encoded.rows;
      return encoded;
    };
    messages.push({ place, batch, made: changes ? made : null });
  }
  const grown = new Map(growth.grown().map((state) => [state.entry.place.at, state]));
  for (const { place } of dictionaries.all()) {
    const state = grown.get(place.at);
    messages.push({ place, batch: -1, made: state ? () => larger(reader, state) : null });
  }
  messages.sort((a, b) => a.place.at - b.place.at);

  let written = 0;
  let copied = 0;
  const put = async (blob: Blob) => {
    for (let from = 0; from < blob.length; from += COPY_BYTES) {
      const length = Math.min(COPY_BYTES, blob.length - from);
      const bytes = blob instanceof Uint8Array ? blob.subarray(from, from + length) : await readExactly(source, blob.at + from, length);
      await sink.write(bytes);
      written += length;
    }
  };
  const copyTo = async (end: number) => {
    await put({ at: copied, length: end - copied });
    copied = end;
  };
  const places = new Map<number, Place>();
  for (const { place, made } of messages) {
    if (!made) {
      places.set(place.at, { ...place, at: place.at + written - copied });
      continue;
    }
    const encoded = await made();
    await copyTo(place.at);
    places.set(place.at, placeOf(encoded, written));
    for (const blob of encoded.blobs) await put(blob);
    copied = endOf(place);
  }
  const moved = (block: Block): Block => {
    const { at, prefix, metadata, body } = places.get(block.at) ?? fail(block);
    return { at, metadata: prefix + metadata, body, entry: block.entry };
  };
  let newFooter: FooterBlocks | null = null;
  if (footer) {
    await copyTo(footer.at);
    const blocks = { dictionaries: footer.dictionaries.map(moved), batches: footer.batches.map(moved) };
    const bytes = movedFooter(footer, [...blocks.dictionaries, ...blocks.batches]);
    newFooter = { at: written, bytes, ...blocks };
    await put(bytes);
    copied += bytes.length;
  }
  await copyTo(source.size);

  const index = new DictionaryIndex(dictionaries.inOrder);
  for (const entry of dictionaries.all()) index.add({ ...entry, place: places.get(entry.place.at)! });
  const batches = slots.batches.map(({ place, base }, i) => ({ place: places.get(place.at)!, rows: rows[i]!, base }));
  const all = [...byBatch.values()].flat();
  const removed = all.filter(({ cells }) => cells === null).map(({ slot }) => slot);
  const restored = new Set(all.filter(({ cells, row }) => cells && row === null).map(({ slot }) => slot));
  return { bytes: written, slots: slots.after(batches, removed, restored), dictionaries: index, footer: newFooter, kept: keptNow };
}

/** Finds the values that dictionaries lack; they stand before the batches that use them, so they must be known first. */
async function grow(reader: Reader, slots: Slots, byBatch: ReadonlyMap<number, readonly Change[]>, growth: Growth): Promise<void> {
  for (const [batch, changes] of byBatch) {
    const { at } = slots.batches[batch]!.place;
    await growth.prepare(reader.selected.map((i) => reader.layouts[i]!), at);
    for (const { cells, edited } of await workOut(reader, at, changes)) {
      for (const [position, c] of reader.selected.entries()) {
        const layout = reader.layouts[c]!;
        if (cells && holds(layout, 'dictionary') && (edited?.has(c) ?? true)) build(layout, [cells[position]!], growth.codeOf(at));
      }
    }
  }
}

/** A dictionary message with the values put behind its own. */
async function larger(reader: Reader, { entry, layout, added }: ReturnType<Growth['grown']>[number]): Promise<Encoded> {
  const old = (await readMessage(reader.source, entry.place.at))!;
  const own = await reader.values(entry.id, entry.place.at, true);
  const assembly = new Assembly();
  assembly.add(layout, [own, ...added]);
  const buffers = stored(assembly.buffers, (old.message.header() as DictionaryBatch).data.compression !== null);
  return encodeBatch(old, own.length + added.length, { nodes: assembly.nodes, buffers, heapCounts: assembly.heapCounts });
}

/** Holds what the texts of removed rows do not. */
async function keepRemoved(reader: Reader, at: number, changes: readonly Change[], kept: Map<number, ReadonlyMap<number, Column>>, budget: { left: number }): Promise<void> {
  const unsaid = reader.layouts.flatMap((layout, c) => (reader.selected.includes(c) && !holds(layout, 'union') ? [] : [c]));
  if (unsaid.length === 0) return;
  const { columns, buffers } = await reader.batch(at);
  for (const { slot, row, cells } of changes) {
    if (cells || row === null) continue;
    const values = new Map<number, Column>();
    const loading = { left: Math.max(0, budget.left), lazy: false, dictionary: async () => ({ pieces: [], length: 0 }) };
    try {
      for (const c of unsaid) values.set(c, await load(columns[c]!, buffers, row, 1, loading));
    } catch {
      // It can still be removed; putting it back is refused.
      continue;
    }
    budget.left = loading.left;
    kept.set(slot, values);
  }
}

function fail(block: Block): never {
  throw new ArrowError(t('the footer places a message at byte {0} that was not read', block.at));
}
