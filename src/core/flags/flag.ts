import type { Ensemble } from '../agreement/ensemble.js';
import type { LabelMargin } from '../agreement/labelMargin.js';
import type { VoteCount } from '../agreement/votes.js';
import type { WidestSpread } from '../agreement/widest.js';
import type { Twins } from '../query/siblings/twins.js';
import type { Defects } from './defects/defects.js';
import type { Thresholds } from './thresholds.js';

/** What sentences call the voters. */
export type VoterNoun = 'model' | 'member';

/** A label and what a model predicts in its place; `response` counts from 0. */
export interface LabelledPrediction {
  readonly attribute: string;
  readonly response: number;
  /** On the label's own scale, as are `predicted` and its calibrated `sd`. */
  readonly label: number;
  readonly predicted: number;
  readonly sd: number;
  /** The distance in calibrated sds, and in steps of a five-step scale. */
  readonly sds: number;
  readonly steps: number;
}

/** Preferences among the responses of one prompt that go in a circle. */
export interface Circle {
  /** Records of a shortest circle. */
  readonly length: number;
  /** Those records, this one first; empty where the prompt has too many to look for them. */
  records(): readonly number[];
}

/** What is known of one record when it is judged; positions of responses count from 0. */
export interface Evidence {
  readonly preferred: number | null;
  readonly other: number | null;
  readonly ensemble: Ensemble | null;
  /** What the voters are: models, or members of one. */
  readonly voters: VoterNoun;
  /** The voters' scaled differences that made the ensemble. */
  readonly differences: readonly number[];
  /** P(label wrong); null where there are no scores or no preference. */
  readonly pWrong: number | null;
  readonly widest: WidestSpread | null;
  readonly votes: VoteCount | null;
  /** How far the labels put another response above the stated choice; null where nothing is both stated and labelled. */
  readonly labelMargin: LabelMargin | null;
  /** Labels of responses 1 and 2 that a model predicts too. */
  readonly predictions: readonly LabelledPrediction[];
  /** Records with the same prompt and responses; null where none of them has another label. */
  readonly twins: Twins | null;
  /** Null where the record is in no circle. */
  readonly circle: Circle | null;
  readonly defects: Defects | null;
}

/** Numbers of the whole file, one a record; NaN where a record has none or was dropped. */
export interface FileNumbers {
  readonly mean: Float64Array;
  /** Population sd; NaN for fewer than two voters, whose sd says nothing. */
  readonly sd: Float64Array;
}

/** Why a record is flagged. */
export interface Finding {
  readonly values: Readonly<Record<string, number | string | null>>;
  /** One sentence that a curator understands. */
  why(): string;
}

/** A reason to look again. A new flag is one file and one line in `registry.ts`. */
export interface Flag {
  readonly name: string;
  /** A heading, in the language of the present bundle. */
  readonly title: string;
  /** True where it can find nothing without model scores. */
  readonly needsScores: boolean;
  /** Looks at the whole file once, then judges its records one by one. */
  judge(file: FileNumbers, thresholds: Thresholds): (evidence: Evidence) => Finding | null;
}
