/** What the page shows; made by the engine, carried by the host, drawn by the page. */
import type { AuditView } from './audit.js';
import type { LabelOperation } from '../core/edits.js';
import type { Turn } from '../core/record.js';
import type { QueueReasons } from '../core/query/reasons.js';
import type { RecordState } from '../core/reviews/review.js';

/** One attribute of one response: people's marks, the label, and the model's prediction on the same scale. */
export interface AttributeView {
  readonly name: string;
  /** Group of annotators (expert, turker) where there are several; null where there is one. */
  readonly pool: string | null;
  readonly min: number;
  readonly max: number;
  readonly marks: readonly { readonly annotator: string | null; readonly value: number }[];
  readonly label: number | null;
  readonly predicted: { readonly mean: number; readonly sd: number } | null;
  /** True where the annotators' spread is over the low-agreement limit. */
  readonly split: boolean;
  readonly editable: boolean;
}

/** One response; `number` counts from 1. */
export interface ResponseView {
  readonly number: number;
  readonly text: string;
  readonly model: string | null;
  readonly preferred: boolean;
  readonly words: number;
  /** Mean and population sd over the voters, each on its own scale. */
  readonly reward: { readonly mean: number; readonly sd: number } | null;
  readonly attributes: readonly AttributeView[];
}

/** A flag with the numbers that made it, in one sentence. */
export interface FlagView {
  readonly flag: string;
  readonly title: string;
  readonly why: string;
  readonly values: Readonly<Record<string, number | string | null>>;
}

/** Each voter's scaled difference, preferred minus other. */
export interface EnsembleView {
  readonly mean: number;
  readonly sd: number;
  readonly z: number | null;
  readonly pSign: number | null;
  readonly voters: readonly { readonly name: string; readonly difference: number }[];
  /** What the voters are: models, or members of one. */
  readonly noun: 'model' | 'member';
  /** The differences as signed strengths (positive for the preferred), where the file's own labels say how they compare: one a voter, and the mean with one sd to either side. */
  readonly strengths?: { readonly voters: readonly number[]; readonly from: number; readonly mean: number; readonly to: number };
  /** The two responses compared (from 1): the preferred and the other. */
  readonly preferred: number;
  readonly other: number;
}

/** One annotator's preference; negative for response 1. */
export interface VoteView {
  readonly annotator: string | null;
  readonly strength: number;
  /** Why, in the annotator's words. */
  readonly justification?: string;
  /** What the annotator said of each response. */
  readonly feedback?: readonly string[];
}

/** Where the preference stands, and how it may be changed. */
export interface PreferenceView {
  /** Preferred response, from 1; null for a tie or none. */
  readonly chosen: number | null;
  readonly strength: number | null;
  /** The largest strength that is drawn and offered. */
  readonly strengthMax: number;
  readonly votes: readonly VoteView[];
  readonly judges: readonly { readonly judge: string; readonly agrees: boolean | null }[];
  /** True where the labels of the responses imply it, and no column states it. */
  readonly derived: boolean;
  /** Operations that the file can take. */
  readonly edits: readonly LabelOperation['kind'][];
}

/** A whole record as the page shows it. */
export interface RecordView {
  readonly index: number;
  readonly id: string;
  /** Rows of the file, from 1. */
  readonly rows: readonly number[];
  /** Where there are several files: the rows of each that make the record, from 1 in their own file. */
  readonly sources?: readonly { readonly file: string; readonly rows: readonly number[] }[];
  readonly prompt: readonly Turn[];
  readonly responses: readonly ResponseView[];
  readonly preference: PreferenceView;
  readonly ensemble: EnsembleView | null;
  readonly pWrong: number | null;
  /** The evidence behind `pWrong`, the heaviest first, and what a relabel would change (0 to 1); null where there is no `pWrong`. */
  readonly queue?: QueueReasons | null;
  readonly flags: readonly FlagView[];
  /** A pair that belongs to the prompt but not to the responses (RAFT's rewardbench pair). */
  readonly besides: { readonly chosen: ResponseView; readonly rejected: ResponseView } | null;
  readonly split: string | null;
  readonly subset: string | null;
  /** Other columns, as text. */
  readonly extra: readonly { readonly name: string; readonly text: string }[];
  readonly edited: boolean;
  readonly dropped: boolean;
  /** What was done to it, in this session and as the log tells; `edited` above is what is not saved. */
  readonly state: RecordState;
  /** The note that is kept with it; null without one. */
  readonly note: string | null;
  /** True where the curator has accepted or edited it since the file was opened, or answered it in the audit that goes on. */
  readonly decidedNow?: boolean;
  /** Whether the audit that goes on asks for it still; absent where it is not in its sample. */
  readonly audit?: 'open' | 'answered';
  /** Set by the page: `hidden` where nothing is in it of what people and models say (`webview/blind.ts`), `revealed` where that was so until it was decided. */
  readonly blind?: 'hidden' | 'revealed';
  /** Set by the page: another response was A while it was hidden. */
  readonly turned?: boolean;
}

/** A row that could not be read, shown in its place with its reason. `row` counts from 1. */
export interface BadRowView {
  readonly row: number;
  /** First byte of the row; null where the format keeps its values by column. */
  readonly offset: number | null;
  readonly reason: string;
}

/** A bad row with what it holds; `text` is null where nothing of it can be shown, `left` counts bytes or characters that are not. */
export interface BadRowText extends BadRowView {
  /** The file that holds it, where there are several. */
  readonly file: string | null;
  readonly text: string | null;
  readonly left: number;
}

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

/** What is known of an open file. */
export interface DatasetView {
  readonly name: string;
  readonly format: string;
  /** Why a file ends too early; null where it does not, as far as is known. It cannot be saved over then. */
  readonly damage: string | null;
  readonly schema: string;
  readonly confidence: number;
  readonly reason: string;
  readonly attributes: readonly string[];
  readonly rows: number;
  readonly records: number;
  readonly responses: number;
  /** True where the file itself holds reward-model scores. */
  readonly scored: boolean;
  /** How many rows could not be read; the worklist has them. */
  readonly badRowCount: number;
  /** True once every row has been read, or reading has failed. */
  readonly complete: boolean;
  /** How many records were accepted or edited. */
  readonly decided: number;
  /** True while reading is stopped before the file's end. */
  readonly stopped: boolean;
  /** Why reading ended before the file's end; null where it did not. */
  readonly failed: string | null;
  /** Number of its files, attached ones included. */
  readonly files: number;
  /** Names of the files that were attached. */
  readonly attached: readonly string[];
  /** Flags of the user's own whose conditions cannot be evaluated, each with the reason. */
  readonly flagProblems?: readonly string[];
  /** The last audit; absent where there was none. */
  readonly audit?: AuditView;
  /** Share of the file read so far, 0 to 1; absent where it is not known. */
  readonly read?: number;
  readonly readOnly: boolean;
}

/** A file beside this one that speaks of the same prompts and responses. */
export interface RelatedView {
  readonly path: string;
  readonly name: string;
  readonly schema: string;
}

/** A schema that may be a file's, and why. */
export interface SchemaCandidate {
  readonly schema: string;
  readonly confidence: number;
  readonly reason: string;
}

/** Why a file is not open yet: somebody must say which of these schemas it has. */
export interface ChoiceView {
  readonly name: string;
  readonly candidates: readonly SchemaCandidate[];
}

/** What scoring is doing, and where. */
export interface ScoringView {
  readonly state: 'off' | 'starting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly model: string | null;
  readonly device: string | null;
  readonly adapter: string | null;
  readonly skipped: readonly { readonly device: string; readonly reason: string }[];
  /** Responses scored so far, of how many, and how fast. */
  readonly done: number;
  readonly total: number;
  readonly responsesPerSecond: number | null;
  /** Responses whose scores were there from an earlier run; null until it is known. */
  readonly cached: number | null;
  /** True where the scores come from the file itself. */
  readonly fromFile: boolean;
  readonly message: string | null;
  /** Records, of those looked at so far, whose prompt these models were trained on; absent or null where no model says what it was trained on. */
  readonly trained?: { readonly prompts: number; readonly of: number; readonly models: readonly string[] } | null;
  /** How many labels the scores agree with, of how many, and the 95% interval of the share; absent or null until scoring is done, and where nothing is preferred. */
  readonly agreement?: { readonly agreed: number; readonly of: number; readonly interval: readonly [number, number] } | null;
}

/** Scoring before anybody asked for it. */
export const NO_SCORING: ScoringView = {
  state: 'off',
  model: null,
  device: null,
  adapter: null,
  skipped: [],
  done: 0,
  total: 0,
  responsesPerSecond: null,
  cached: null,
  fromFile: false,
  message: null,
};
