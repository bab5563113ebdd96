/** The page's one store: what is shown, and where the user looks. */
import type { ColumnInfo } from '../src/protocol/columns.js';
import { DEFAULT_KEYS, type BoundKeys } from '../src/protocol/keyTable.js';
import type { PreviewView } from '../src/protocol/preview.js';
import type { BadRowText } from '../src/protocol/views/badRow.js';
import type { ChoiceView, DatasetView, RelatedView } from '../src/protocol/views/dataset.js';
import type { ListItem, ListQuery, ListView } from '../src/protocol/views/list.js';
import type { RecordView } from '../src/protocol/views/record.js';
import type { ScoringView } from '../src/protocol/views/scoring.js';
import type { Pins } from './pins.js';
import { START, type Position } from './position.js';
import type { DiffView, Reading } from './reading.js';

/** Items a request asks for at once. */
export const BLOCK = 100;

/** What waits for the next key: the value of the attribute that was named, or how much better a response is. One that cannot be set waits too: its value must not choose a response. */
export type Pending =
  | { readonly kind: 'value'; readonly attribute: string }
  | { readonly kind: 'refused'; readonly attribute: string }
  | { readonly kind: 'strength'; readonly response: number };

/** A line to the user that no region of its own shows. */
export interface Notice {
  readonly kind: 'info' | 'error';
  readonly text: string;
}

/** Everything the page draws from. */
export interface PageState {
  readonly dataset: DatasetView | null;
  readonly scoring: ScoringView | null;
  /** Why the file could not be opened; null where it could. */
  readonly openError: string | null;
  /** The schemas between which somebody must choose before the file can be open; null where it is. */
  readonly choice: ChoiceView | null;
  /** Files beside this one that can be opened with it. */
  readonly related: readonly RelatedView[];
  /** What the mapping that is being written makes of the file; null where none is. */
  readonly preview: PreviewView | null;
  readonly query: ListQuery;
  readonly list: ListView | null;
  /** True while a list is asked for. */
  readonly listing: boolean;
  /** The filter that was refused, and why. */
  readonly filterError: string | null;
  /** Loaded items by block number. */
  readonly items: ReadonlyMap<number, readonly ListItem[]>;
  /** The item the user asked for (a record's index, or -row of a bad row); `record` or `badRow` follows as soon as it is here. */
  readonly target: number | null;
  readonly record: RecordView | null;
  readonly badRow: BadRowText | null;
  readonly recordError: string | null;
  /** The target's place in the list; null where the filter leaves it out. */
  readonly place: number | null;
  /** First visible row of the worklist. */
  readonly top: number;
  /** Response that attribute keys act on, from 1. */
  readonly focused: number;
  readonly pending: Pending | null;
  /** How texts are shown. */
  readonly reading: Reading;
  /** How differences were last shown: the key brings them back so. */
  readonly diffLayout: Exclude<DiffView, 'off'>;
  /** The record of which everything is unfolded; null where long texts and earlier turns are folded. */
  readonly unfolded: number | null;
  readonly pins: Pins | null;
  /** Words of the filter, marked in the texts. */
  readonly highlight: readonly string[];
  /** The record whose note is being written; null where none is. */
  readonly noteOf: number | null;
  /** What keys are bound to. */
  readonly keys: BoundKeys;
  /** The columns of `records`; empty until they are known. */
  readonly columns: readonly ColumnInfo[];
  /** Where the row that stays in its place was in the list before, and is in this one; null where none is kept. */
  readonly anchor: { readonly from: number; readonly to: number } | null;
  /** True where the flags are shown that the list can be kept to. */
  readonly flagsShown: boolean;
  readonly notice: Notice | null;
  /** Said by screen readers when it changes. */
  readonly announcement: string;
  readonly keysShown: boolean;
  /** True where the worklist lies over the record (narrow panes only). */
  readonly listShown: boolean;
}

/** The state before the host has answered. */
export function initial(position: Position = START): PageState {
  return {
    dataset: null,
    scoring: null,
    openError: null,
    choice: null,
    related: [],
    preview: null,
    query: position.query,
    list: null,
    listing: false,
    filterError: null,
    items: new Map(),
    target: position.index,
    record: null,
    badRow: null,
    recordError: null,
    place: null,
    top: position.top,
    focused: 1,
    pending: null,
    reading: position.reading,
    diffLayout: position.reading.diff === 'inline' ? 'inline' : 'beside',
    unfolded: null,
    pins: null,
    highlight: [],
    noteOf: null,
    keys: { keys: DEFAULT_KEYS, own: true },
    columns: [],
    anchor: null,
    flagsShown: false,
    notice: null,
    announcement: '',
    keysShown: false,
    listShown: false,
  };
}

/** Holds the state and tells its listeners of every change. */
export class Store {
  #state: PageState;
  readonly #listeners = new Set<() => void>();

  constructor(state: PageState) {
    this.#state = state;
  }

  get state(): PageState {
    return this.#state;
  }

  /** Puts the given parts in place; says nothing where none differs. */
  update(patch: Partial<PageState>): void {
    const changed = (Object.keys(patch) as (keyof PageState)[]).some((key) => this.#state[key] !== patch[key]);
    if (!changed) return;
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The record on the page; null where a message stands in its place, so that no key acts on what is not seen. */
export function shownRecord(state: PageState): RecordView | null {
  return state.preview !== null || state.recordError !== null || state.badRow !== null || state.choice !== null || noneMatches(state) ? null : state.record;
}

/** The item that is on the page: a record's index, or -row of a bad row; null before the first. */
export function shownItem({ record, badRow }: PageState): number | null {
  return badRow ? -badRow.row : (record?.index ?? null);
}

/** True where the filter leaves nothing. */
export function noneMatches({ list, query, dataset }: PageState): boolean {
  return list?.total === 0 && (isNarrowed(query) || query.order === 'bad') && dataset?.complete === true;
}

/** True where a list keeps to some records. */
export function isNarrowed({ where, text, flags, undecided }: ListQuery): boolean {
  return where !== null || (text ?? '') !== '' || (flags?.length ?? 0) > 0 || undecided === true;
}

/** What a list that keeps to some records is widened by. */
export const EVERYTHING = { where: null, text: '', flags: [], undecided: false } as const satisfies Partial<ListQuery>;

/** Says something that no region of the page shows by itself. */
export function say(store: Store, kind: Notice['kind'], text: string): void {
  store.update({ notice: { kind, text }, announcement: text });
}

/** The loaded item at a place of the list. */
export function itemAt(items: PageState['items'], place: number): ListItem | undefined {
  return items.get(Math.floor(place / BLOCK))?.[place % BLOCK];
}

/** The place of a record among the loaded items; null where it is not loaded. */
export function loadedPlace(items: PageState['items'], index: number): number | null {
  for (const [block, list] of items) {
    const at = list.findIndex((item) => item.index === index);
    if (at >= 0) return block * BLOCK + at;
  }
  return null;
}
