/** The wire between the page and the extension host: requests of the page, events of the host. */
import type { Consistency } from '../core/audit/result.js';
import type { Operation } from '../core/edits.js';
import type { HistoryLine } from '../core/reviews/history.js';
import type { Review } from '../core/reviews/review.js';
import type { ColumnInfo } from './columns.js';
import type { BoundKeys } from './keyTable.js';
import type { PreviewView } from './preview.js';
import type { BadRowText } from './views/badRow.js';
import type { ChoiceView, DatasetView, RelatedView } from './views/dataset.js';
import type { ListItem, ListQuery, ListView } from './views/list.js';
import type { RecordView } from './views/record.js';
import type { ScoringView } from './views/scoring.js';

/** Requests of the page: name -> [params, result]. */
export interface PageMethods {
  /** The first request: what is open; `view` is null where a schema must be chosen first. */
  ready: [null, PageOpening];
  record: [{ index: number }, RecordView];
  list: [{ query: ListQuery }, ListView];
  /** A row that could not be read, by its number from 1. */
  badRow: [{ row: number }, BadRowText];
  /** Files beside this one that can be opened with it. */
  related: [null, readonly RelatedView[]];
  /** Opens these files with this one. */
  attach: [{ paths: readonly string[] }, null];
  /** Opens the file by this schema. */
  chooseSchema: [{ schema: string }, null];
  /** Shows a place of the mapping that is being written. */
  showInMapping: [{ from: number; to: number }, null];
  items: [{ from: number; count: number }, readonly ListItem[]];
  place: [{ index: number }, number | null];
  step: [{ index: number; by: 1 | -1; flagged: boolean }, number | null];
  /** Makes an edit on the record. */
  edit: [{ index: number; operation: Operation }, null];
  /** Tells the host that a record is shown without its labels, or no longer: its A and B may stand the other way round meanwhile. */
  hidden: [{ index: number; hidden: boolean }, null];
  /** Tells the host which record is shown, so that palette commands know. */
  showing: [{ index: number }, null];
  /** Says something of a record; in the log when it answers. */
  review: [{ index: number; review: Review }, null];
  /** A decided record came back, and was decided the same way or another: it is kept, and changes nothing. */
  again: [{ index: number; same: boolean }, Consistency | null];
  /** What was done to a record, oldest first. */
  history: [{ index: number }, readonly HistoryLine[]];
  /** The columns of `records`, and the values of one, for completion. */
  columns: [null, readonly ColumnInfo[]];
  values: [{ column: string }, readonly string[]];
  /** Gives up the list that is on its way. */
  cancelList: [null, null];
  /** Whether single keys may act: the page has the focus, and nobody is writing in it. */
  keysFree: [{ free: boolean }, null];
  /** Opens an address that stands in a text, in the user's browser: http, https or mailto. */
  openExternal: [{ address: string }, null];
  /** Runs one of the extension's own commands (`tiebreak.score`, `undo`, ...). */
  command: [{ command: string }, null];
}

/** What the page starts from. */
export interface PageOpening {
  readonly view: DatasetView | null;
  readonly choice: ChoiceView | null;
  readonly scoring: ScoringView;
  readonly preview: PreviewView | null;
  /** Absent for the keys that come with the extension. */
  readonly keys?: BoundKeys;
  /** Absent for neither. */
  readonly checks?: ChecksView;
}

/** Whether scores and labels are hidden until the curator has decided, and whether decided records come back now and then. */
export interface ChecksView {
  readonly blind: boolean;
  readonly again: boolean;
}

/** Events of the host. */
export interface PageEvents {
  dataset: DatasetView;
  /** The file was opened another way, or is not open now: its records are others. */
  reopened: PageOpening;
  /** What the mapping that is being written makes of the file; null where none is. */
  preview: PreviewView | null;
  scoring: ScoringView;
  /** These records read differently now; null = any may. */
  changed: { indices: readonly number[] | null; decided?: number };
  /** Show this record (after an undo, or a palette command). */
  reveal: { index: number };
  /** List only the records that meet this SQL condition. */
  filter: { where: string };
  /** List by this filter and order, as one that was saved. */
  query: { query: ListQuery };
  /** The settings of blind mode and of records that come back are others now. */
  checks: ChecksView;
  /** A palette command that moves or acts where the page knows best. */
  gesture: { gesture: Gesture };
}

/** One event of the host with what it tells. */
export type PageNews = { [K in keyof PageEvents]: { readonly event: K; readonly params: PageEvents[K] } }[keyof PageEvents];

/** What a key or palette command asks of the page. */
export type Gesture =
  | 'next'
  | 'previous'
  | 'nextFlag'
  | 'previousFlag'
  | 'flip'
  | 'accept'
  | 'skip'
  | 'note'
  | 'focusFilter'
  | 'focusList'
  | 'badRows'
  | 'keys'
  | 'diff'
  | 'diffLayout'
  | 'markdown'
  | 'fold'
  | 'together'
  | 'pin';

/** Envelopes on `postMessage`. */
export type PageMessage =
  | { readonly id: number; readonly method: keyof PageMethods; readonly params: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly event: keyof PageEvents; readonly params: unknown };
