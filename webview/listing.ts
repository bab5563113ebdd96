/** The worklist: asks for its shape and for the items in view, and keeps both fresh. */
import { termsOf } from '../src/core/query/text/terms.js';
import type { ListItem, ListQuery, ListView } from '../src/protocol/views/list.js';
import type { Host } from './host.js';
import { BLOCK, itemAt, type PageState, type Store } from './state.js';

/** A list may be asked for this often while scores or rows come in. */
const REFRESH_MS = 1000;
const KEPT_BLOCKS = 40;

/** Keeps the store's list and items. `relisted` is called where places may mean other records. */
export class Listing {
  /** Counts lists asked for; an answer to an older one is dropped. */
  #asked = 0;
  #inFlight = 0;
  #range: readonly [number, number] = [0, BLOCK - 1];
  readonly #loading = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #last = -Infinity;
  #hovered: number | null = null;
  /** The query of the list that is on its way. */
  #wanted: ListQuery | null = null;

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly relisted: () => void,
  ) {}

  /** Asks for the list of the query; the old list stays until the new one and its visible items are here. False where it is refused or given up. */
  async refresh(query: ListQuery = this.query): Promise<boolean> {
    const asked = ++this.#asked;
    this.#wanted = query;
    this.#inFlight++;
    this.#last = Date.now();
    this.store.update({ listing: true });
    try {
      const list = await this.host.request('list', { query });
      if (asked !== this.#asked) return true;
      const anchor = query === this.store.state.query ? await this.#anchor() : null;
      if (asked !== this.#asked) return true;
      if (anchor) this.#range = [Math.max(0, this.#range[0] + anchor.to - anchor.from), Math.max(0, this.#range[1] + anchor.to - anchor.from)];
      const items = await this.#visible(list);
      if (asked !== this.#asked) return true;
      this.#loading.clear();
      this.store.update({ list, items, query, filterError: null, listing: false, place: null, anchor, highlight: this.#highlight(query) });
      this.relisted();
    } catch (error) {
      if (asked === this.#asked) this.store.update({ filterError: (error as Error).message, listing: false });
      return false;
    } finally {
      this.#inFlight--;
      if (asked === this.#asked) this.#wanted = null;
    }
    this.show(...this.#range);
    return true;
  }

  /** What is listed, or will be as soon as the list that is on its way is here. */
  get query(): ListQuery {
    return this.#wanted ?? this.store.state.query;
  }

  /** Gives up the list that is on its way: the old one stays. */
  cancel(): void {
    if (this.#inFlight === 0) return;
    this.#asked++;
    this.#wanted = null;
    this.store.update({ listing: false });
    void this.host.request('cancelList', null).catch(() => undefined);
  }

  /** The pointer is on this place of the list: its row stays there when the list is made anew. */
  hovering(place: number | null): void {
    this.#hovered = place;
  }

  /** Asks for the list again soon: at once, or when a second has passed since the last time. */
  refreshSoon(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#last + REFRESH_MS - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, wait);
  }

  /** Loads the items between two places. */
  show(first: number, last: number): void {
    this.#range = [first, last];
    const { list, items } = this.store.state;
    // The host answers items of the list it was last asked for, so none are asked for while that one is on its way.
    if (!list || this.#inFlight > 0) return;
    for (const block of blocks(first, Math.min(last, list.total - 1))) if (!items.has(block)) void this.#load(block);
  }

  /** Reads the items of these records again, in their places. */
  changed(indices: readonly number[]): void {
    if (this.#inFlight > 0) return;
    const wanted = new Set(indices);
    for (const [block, list] of this.store.state.items) {
      if (list.some((item) => wanted.has(item.index))) void this.#load(block);
    }
  }

  /** The row that stays where it is: under the pointer, else the shown record's where that is in view, else the first in view. */
  async #anchor(): Promise<PageState['anchor']> {
    const { place, items, list } = this.store.state;
    const [first, last] = this.#range;
    if (!list) return null;
    const from = this.#hovered ?? (place !== null && place >= first && place <= last ? place : first);
    const item = itemAt(items, from);
    const to = item && await this.host.request('place', { index: item.index }).catch(() => null);
    return to === null || to === undefined ? null : { from, to };
  }

  #highlight({ text }: ListQuery): readonly string[] {
    const terms = termsOf(text ?? '');
    const { highlight } = this.store.state;
    return terms.length === highlight.length && terms.every((term, i) => term === highlight[i]) ? highlight : terms;
  }

  async #load(block: number): Promise<void> {
    if (this.#loading.has(block)) return;
    this.#loading.add(block);
    const asked = this.#asked;
    try {
      const loaded = await this.#items(block);
      if (asked !== this.#asked) return;
      this.store.update({ items: kept(this.store.state.items, block, loaded) });
    } catch {
      // The rows stay blank; scrolling asks again.
    } finally {
      this.#loading.delete(block);
    }
  }

  async #visible(list: ListView): Promise<PageState['items']> {
    if (list.total === 0) return new Map();
    const [first, last] = this.#range;
    const within = first < list.total ? blocks(first, Math.min(last, list.total - 1)) : [0];
    const loaded = await Promise.all(within.map(async (block) => [block, await this.#items(block)] as const));
    return new Map(loaded);
  }

  #items(block: number): Promise<readonly ListItem[]> {
    return this.host.request('items', { from: block * BLOCK, count: BLOCK });
  }
}

function blocks(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / BLOCK);
  return Array.from({ length: Math.max(0, Math.floor(last / BLOCK) - from + 1) }, (_, i) => from + i);
}

function kept(items: PageState['items'], block: number, loaded: readonly ListItem[]): PageState['items'] {
  const next = new Map(items);
  next.delete(block);
  next.set(block, loaded);
  for (const oldest of next.keys()) {
    if (next.size <= KEPT_BLOCKS) break;
    next.delete(oldest);
  }
  return next;
}
