/** A record as the page shows it; made by the engine, carried by the host, drawn by the page. */
import type { LabelOperation } from '../../core/edits.js';
import type { QueueReasons } from '../../core/query/reasons.js';
import type { EnsembleSummary, FlagSummary } from '../../core/query/summaries.js';
import type { Turn } from '../../core/record.js';
import type { RecordState } from '../../core/reviews/review.js';

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

/** The ensemble of a record: each voter's scaled difference, preferred minus other. */
export interface EnsembleView extends EnsembleSummary {
  /** The differences as signed strengths (positive for the preferred), where the file's own labels say how they compare: one a voter, and the mean with one sd to either side. */
  readonly strengths?: { readonly voters: readonly number[]; readonly from: number; readonly mean: number; readonly to: number };
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
  readonly flags: readonly FlagSummary[];
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
