/** The worklist as the page asks for it and shows it. */
import type { RecordState } from '../../core/reviews/review.js';
import type { BadRowView } from './badRow.js';

/** One line of the worklist: a record, or a row that could not be read. */
export interface ListItem {
  /** The record's place in the file, from 0; of a bad row -`row`. */
  readonly index: number;
  /** What is wrong with the row; null where it is a record. */
  readonly bad: BadRowView | null;
  readonly title: string;
  readonly flags: readonly string[];
  readonly mean: number | null;
  readonly sd: number | null;
  readonly pWrong: number | null;
  /** True where an edit is not saved. */
  readonly edited: boolean;
  readonly dropped: boolean;
  readonly state: RecordState;
  readonly noted: boolean;
  /** As in `RecordView`. */
  readonly decidedNow?: boolean;
  readonly audit?: 'open' | 'answered';
}

/** A run of the worklist under one heading; `flag` is null for the unflagged, `bad` for rows that could not be read. */
export interface ListGroup {
  readonly flag: string | null;
  readonly title: string;
  /** Place of its first item in the list, from 0. */
  readonly start: number;
  readonly count: number;
}

/** How the worklist is ordered, and what it holds. */
export interface ListQuery {
  /** SQL condition over `records`; null for all. */
  readonly where: string | null;
  /** `flags`: grouped by first flag, most probable error first; `queue`: the most valuable relabel first; `file`: the file's order; `column`: by `sort`; `bad`: the rows that could not be read, alone; `audit`: the sample of the audit that goes on. */
  readonly order: 'flags' | 'queue' | 'file' | 'column' | 'bad' | 'audit';
  /** The column to go by, of any type; records without a value come last. */
  readonly sort?: ColumnSort;
  /** True puts records under their first flag, also in other orders than `flags`. */
  readonly grouped?: boolean;
  /** Words that the prompt or the responses hold, every one of them (`core/query/text/terms.ts`). */
  readonly text?: string;
  /** Only records that bear one of these flags. */
  readonly flags?: readonly string[];
  /** Only records that were neither accepted nor edited. */
  readonly undecided?: boolean;
}

/** An order by one column of `records`. */
export interface ColumnSort {
  readonly column: string;
  readonly descending: boolean;
}

/** How many records of a list bear a flag, whatever flags it keeps to. */
export interface FlagCount {
  readonly flag: string;
  readonly title: string;
  readonly count: number;
}

/** The worklist's shape; items are asked for by window. */
export interface ListView {
  readonly total: number;
  readonly groups: readonly ListGroup[];
  /** Flags that records of the filter bear, in the order of their groups; absent where no record was judged yet. */
  readonly flags?: readonly FlagCount[];
  /** Set by the page: nothing is said of flags, and none can be listed by. */
  readonly blind?: true;
}
