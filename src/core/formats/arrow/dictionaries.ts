import { appendTo } from '../../multimap.js';
import type { Place } from './message.js';

/** A message that holds values of a dictionary. */
export interface DictionaryEntry {
  readonly id: number;
  /** True where its values go behind those before it, instead of taking their place. */
  readonly delta: boolean;
  readonly place: Place;
}

/** The dictionary messages of a file or stream, added in their order. */
export class DictionaryIndex {
  private readonly byId = new Map<number, DictionaryEntry[]>();

  /** `inOrder`: in a stream, a batch sees what stands before it; in a file, all. */
  constructor(readonly inOrder: boolean) {}

  add(entry: DictionaryEntry): void {
    appendTo(this.byId, entry.id, entry);
  }

  /** The messages whose values, one behind the other, are the dictionary of a batch at this place. */
  of(id: number, at: number): readonly DictionaryEntry[] {
    const list = this.byId.get(id) ?? [];
    const end = this.seen(list, at);
    let start = end - 1;
    while (start >= 0 && list[start]!.delta) start--;
    return start < 0 ? [] : list.slice(start, end);
  }

  /** True where values put behind the dictionary of a batch at this place would move none that a later batch sees. */
  mayGrow(id: number, at: number): boolean {
    const list = this.byId.get(id) ?? [];
    const end = this.seen(list, at);
    return end > 0 && list[end]?.delta !== true;
  }

  all(): DictionaryEntry[] {
    return [...this.byId.values()].flat();
  }

  /** How many of the messages a batch at this place sees. */
  private seen(list: readonly DictionaryEntry[], at: number): number {
    let low = 0;
    let high = list.length;
    while (this.inOrder && low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.place.at < at) low = middle + 1;
      else high = middle;
    }
    return this.inOrder ? low : list.length;
  }
}
