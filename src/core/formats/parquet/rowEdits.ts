import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import { appendTo } from '../../multimap.js';
import { tokenize, type JsonNode } from '../json/tokens.js';
import type { Entries } from './entries.js';
import type { Footer } from './footer.js';
import type { HeldRow } from './heldRow.js';
import type { SchemaNode } from './schemaTree.js';
import { leavesOf } from './schemaTree.js';
import { shred } from './shred.js';
import type { GroupEdits } from './splice.js';

interface Building {
  readonly replaced: Map<number, Entries | null>;
  readonly inserted: Map<number, Entries[]>;
}

/** Collects edits of rows (numbers as in the file) as edits of row groups and leaves. */
export class RowEdits {
  private readonly groups = new Map<number, { leaves: Map<number, Building>; rows: number }>();
  private lastInsert = 0;

  constructor(private readonly footer: Footer) {}

  /** Takes a row out. */
  remove(row: number): void {
    const { group, local } = this.locate(row);
    for (const { index } of this.footer.schema.leaves) this.leaf(group, index).replaced.set(local, null);
    this.groups.get(group)!.rows--;
  }

  /** Puts the cells of a row's new text that differ from its old text in place. Throws `EditError`. */
  change(row: number, before: string, after: string): void {
    const old = members(before);
    const { group, local } = this.locate(row);
    for (const [name, node] of members(after)) {
      const was = old.get(name);
      const same = was && before.slice(was.start, was.end) === after.slice(node.start, node.end);
      if (same) continue;
      if (!was) throw new EditError(t('the row cannot have {0}: it is no column that was read', name));
      for (const [leaf, entries] of shred(after, node, this.column(name))) this.leaf(group, leaf).replaced.set(local, entries);
    }
  }

  /** Puts a row in before `row`, from its text and what is still held of it; rows come in order. Throws `EditError` where something is lost. */
  insert(row: number, text: string, held: HeldRow | undefined): void {
    const found = members(text);
    const group = this.groupFor(row, held);
    const local = row - this.footer.groups[group]!.first;
    for (const name of found.keys()) this.column(name);
    for (const column of this.footer.schema.columns) {
      const leaves = leavesOf(column);
      const node = found.get(column.name);
      const kept = held && leaves.every(({ index }) => held.leaves.has(index)) ? held.leaves : null;
      if (!kept && !node) throw new EditError(t('the row cannot be put back: its column {0} was not read before the row was removed, and is no longer known', column.name));
      const lossy = leaves.find(({ type }) => type.meaning.kind === 'shown');
      if (!kept && lossy) throw new EditError(t('the row cannot be put back: the exact values of its column {0} were not kept when the row was removed', lossy.path.join('.')));
      const entries = kept ?? shred(text, node!, column);
      for (const { index } of leaves) {
        const { inserted } = this.leaf(group, index);
        appendTo(inserted, local, entries.get(index)!);
      }
    }
    this.groups.get(group)!.rows++;
  }

  /** The edits by row group. */
  build(): ReadonlyMap<number, GroupEdits> {
    return this.groups;
  }

  /** The row group of a row of the file, and the row's number there. */
  locate(row: number): { group: number; local: number } {
    const { groups } = this.footer;
    let low = 0;
    let high = groups.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (groups[middle]!.first <= row) low = middle;
      else high = middle - 1;
    }
    // Of groups that begin with the same row, all but the last are empty.
    return { group: low, local: row - (groups[low]?.first ?? 0) };
  }

  private groupFor(row: number, held: HeldRow | undefined): number {
    const takes = (place: number) => {
      const group = this.footer.groups[place];
      return place >= this.lastInsert && group !== undefined && row >= group.first && row <= group.first + group.rows;
    };
    const found = held && takes(held.group) ? held.group : this.footer.groups.findIndex((_, place) => takes(place));
    if (found < 0) throw new EditError(t('the row cannot be put back: the file has no row group that it could be put into'));
    return (this.lastInsert = found);
  }

  private column(name: string): SchemaNode {
    const found = this.footer.schema.columns.findLast((column) => column.name === name);
    if (!found) throw new EditError(t('the file has no column {0}', name));
    return found;
  }

  private leaf(group: number, leaf: number): Building {
    const edits = this.groups.get(group) ?? { leaves: new Map<number, Building>(), rows: 0 };
    this.groups.set(group, edits);
    const building = edits.leaves.get(leaf) ?? { replaced: new Map<number, Entries | null>(), inserted: new Map<number, Entries[]>() };
    edits.leaves.set(leaf, building);
    return building;
  }
}

function members(text: string): Map<string, JsonNode> {
  const root = tokenize(text);
  if (!root.members) throw new EditError(t('the row is not a JSON object'));
  return new Map(root.members.map(({ key, node }) => [key, node]));
}
