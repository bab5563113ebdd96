import { t } from '@vscode/l10n';
import type { Worklist } from '../../../core/query/worklist.js';
import type { FlagCount, ListGroup, ListQuery, ListView } from '../../../protocol/views/list.js';
import type { PlacedBad } from './badPlaces.js';

/** An item of the list: a record's index, or -(row + 1) of a bad row. */
export type ItemId = number;

/** The item that stands for a bad row (from 0). */
export function badId(row: number): ItemId {
  return -(row + 1);
}

/** The worklist with the bad rows in it: in their places in file order, after the records by flag, none of them under a filter. */
export class Listing {
  /** Place of each bad row in the list, ascending. */
  private readonly at: readonly number[];
  private readonly bads: readonly PlacedBad[];
  private readonly byId: ReadonlyMap<ItemId, number>;

  /** `worklist` is null where the bad rows are listed alone. */
  constructor(
    private readonly worklist: Worklist | null,
    bads: readonly PlacedBad[],
    { order, where }: ListQuery,
    private readonly flags: readonly FlagCount[] | null = null,
  ) {
    this.bads = where === null || order === 'bad' ? bads : [];
    const records = worklist?.total ?? 0;
    this.at = this.bads.map(({ before }, i) => i + (order === 'file' ? Math.min(before, records) : records));
    this.byId = new Map(this.bads.map(({ bad }, i) => [badId(bad.row), i]));
  }

  /** What the page draws the list's shape from. */
  get view(): ListView {
    const groups = this.worklist?.groups ?? [];
    const bad: ListGroup = { flag: 'bad', title: t('Bad rows'), start: this.worklist?.total ?? 0, count: this.bads.length };
    const grouped = this.bads.length > 0 && (groups.length > 0 || this.worklist === null);
    return { total: this.total, groups: grouped ? [...groups, bad] : groups, ...(this.flags && { flags: this.flags }) };
  }

  get total(): number {
    return (this.worklist?.total ?? 0) + this.bads.length;
  }

  /** Items at places `from` to `from + count`. */
  window(from: number, count: number): (ItemId | PlacedBad)[] {
    const found: (ItemId | PlacedBad)[] = [];
    for (let place = Math.max(0, from); place < Math.min(this.total, from + count); place++) {
      const k = this.badsBefore(place);
      const bad = this.at[k] === place ? this.bads[k] : undefined;
      const item = bad ?? this.worklist?.window(place - k, 1)[0];
      if (item !== undefined) found.push(item);
    }
    return found;
  }

  /** Place of an item; null where it is not in the list. */
  place(id: ItemId): number | null {
    if (id < 0) {
      const k = this.byId.get(id);
      return k === undefined ? null : (this.at[k] ?? null);
    }
    const among = this.worklist?.place(id) ?? null;
    return among === null ? null : among + this.badsAbove(among);
  }

  /** The next item after one (the first where that is not in the list). */
  step(id: ItemId, by: 1 | -1): ItemId | null {
    const here = this.place(id);
    const next = here === null ? 0 : here + by;
    const [item] = next < 0 ? [] : this.window(next, 1);
    return item === undefined ? null : typeof item === 'number' ? item : badId(item.bad.row);
  }

  /** The next record with a flag, round the end; null where no other has one. */
  stepFlagged(id: ItemId, by: 1 | -1): ItemId | null {
    return this.worklist?.stepFlagged(id < 0 ? this.recordNear(id, by) : id, by) ?? null;
  }

  /** The record that a step from a bad row starts at; -1 (not in the list) where there is none. */
  private recordNear(id: ItemId, by: 1 | -1): ItemId {
    const k = this.byId.get(id);
    if (k === undefined) return -1;
    const above = (this.at[k] as number) - k;
    const near = by === 1 ? above - 1 : above;
    return near < 0 ? -1 : (this.worklist?.window(near, 1)[0] ?? -1);
  }

  /** How many bad rows stand before a place. */
  private badsBefore(place: number): number {
    return first(this.at.length, (i) => (this.at[i] as number) >= place);
  }

  /** How many bad rows stand before the record that is `among`-th of the records. */
  private badsAbove(among: number): number {
    return first(this.at.length, (i) => (this.at[i] as number) - i > among);
  }
}

/** The first position that the condition holds for; it holds for all after it. */
function first(length: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
