/** Which records say something else now than they did in an earlier version of the file. */
import type { Hash } from '../ports.js';
import type { LocatedRecord } from '../record.js';
import type { Records } from '../records.js';
import { labelLines } from './labels.js';

/** A record whose labels differ; `was` is null where it is new, `now` where it is gone. */
export interface LabelChange {
  /** Its place in the file as it is now; null where it is gone. */
  readonly index: number | null;
  /** The last turn of its prompt. */
  readonly prompt: string;
  readonly was: readonly string[] | null;
  readonly now: readonly string[] | null;
}

/** What two versions of a file differ in; counts are of all, `changes` holds the first of them. */
export interface LabelChanges {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  readonly changes: readonly LabelChange[];
}

/** What is compared: the earlier version, the file as it is on the disk, neither scanned yet, and the edits that are laid over it. */
export interface Versions {
  readonly before: Records;
  readonly now: Records;
  /** The record as it is edited; null where no unsaved edit touches it. */
  edited(index: number): Promise<LocatedRecord | null>;
}

/** Compares by what the records hold, whatever their order; at most `most` are told. A record keeps its id when it is relabelled. */
export async function labelChanges({ before, now, edited }: Versions, hash: Hash, most: number, signal: AbortSignal): Promise<LabelChanges> {
  const known = new Map<string, { readonly index: number; readonly mark: string }>();
  for await (const { records } of before.scan({ signal })) for (const record of records) known.set(record.id, { index: record.index, mark: markOf(record, hash) });
  const changes: LabelChange[] = [];
  let [changed, added] = [0, 0];
  for await (const { records } of now.scan({ signal })) {
    for (const read of records) {
      const record = (await edited(read.index)) ?? read;
      const old = known.get(read.id);
      known.delete(read.id);
      if (record.dropped ? !old : old?.mark === markOf(record, hash)) continue;
      if (!old) added++;
      else changed++;
      if (changes.length >= most) continue;
      const order = record.responses.map(({ text }) => text);
      const was = old ? labelLines(await before.content(old.index), order) : null;
      changes.push({ index: record.index, prompt: promptOf(record), was, now: record.dropped ? null : labelLines(record, order) });
    }
  }
  for (const { index } of [...known.values()].slice(0, Math.max(0, most - changes.length))) {
    const record = await before.content(index);
    changes.push({ index: null, prompt: promptOf(record), was: labelLines(record, record.responses.map(({ text }) => text)), now: null });
  }
  return { changed, added, removed: known.size, changes };
}

/** Says the same for the same labels of the same responses, in whatever places they are. */
function markOf(record: LocatedRecord, hash: Hash): string {
  const order = record.responses.map(({ text }) => text).sort();
  return hash(labelLines(record, order).join('\n'));
}

function promptOf({ prompt }: Pick<LocatedRecord, 'prompt'>): string {
  return prompt.at(-1)?.text ?? '';
}
