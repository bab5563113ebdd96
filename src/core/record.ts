/** The one record every schema is read into, and every later step works on. */

/** One message of a conversation; `role` is user, assistant, system or the file's own word. */
export interface Turn {
  readonly role: string;
  readonly text: string;
}

/** One annotator's mark; `annotator` is null where the file does not say who. */
export interface Rating {
  readonly annotator: string | null;
  readonly value: number;
}

/** What people said of one response on one attribute; `min` and `max` are the ends of its scale. */
export interface AttributeLabel {
  readonly attribute: string;
  /** Which group of annotators speaks (expert, turker) where a file keeps several apart; null where there is one. */
  readonly pool: string | null;
  readonly min: number;
  readonly max: number;
  /** Every annotator's mark; empty where the file holds the consensus alone. */
  readonly ratings: readonly Rating[];
  /** The label the file (or the schema's published rule over the ratings) gives; null where there is none. */
  readonly consensus: number | null;
}

/** One answer to the prompt. */
export interface Response {
  readonly text: string;
  /** The model that wrote it, where the file says. */
  readonly model: string | null;
  readonly labels: readonly AttributeLabel[];
}

/** One annotator's signed preference: negative for response 1, positive for response 2. */
export interface Vote {
  readonly annotator: string | null;
  readonly strength: number;
  /** Why, in the annotator's words, where the file has them. */
  readonly justification?: string;
  /** What the annotator said of each response, in their order, where the file has it. */
  readonly feedback?: readonly string[];
}

/** Which response is labelled better. */
export interface Preference {
  /** Position in `responses` (from 0); null for a tie or none. */
  readonly chosen: number | null;
  /** Signed strength (-3..3, negative = response 1 better) where the schema has one. */
  readonly strength: number | null;
  readonly votes: readonly Vote[];
}

/** Rewards that the file itself holds: raw, on that model's own scale, one a response (null = missing). */
export interface FileScore {
  readonly model: string;
  readonly rewards: readonly (number | null)[];
}

/** A judge's opinion of the pair as the file holds it: 1 agrees with the label, 0 does not, null abstains. */
export interface JudgeLabel {
  readonly judge: string;
  readonly agrees: boolean | null;
}

/** A prompt, its responses, and everything the file says of them. */
export interface PreferenceRecord {
  readonly prompt: readonly Turn[];
  readonly responses: readonly Response[];
  readonly preference: Preference | null;
  readonly scores: readonly FileScore[];
  readonly judges: readonly JudgeLabel[];
  /** A chosen and a rejected answer to the same prompt that are not among `responses` (RAFT's rewardbench pair); null where there is none. */
  readonly besides: { readonly chosen: Response; readonly rejected: Response } | null;
  readonly split: string | null;
  readonly subset: string | null;
  /** Columns no part of the record stands for, as parsed. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A record with its place in the file. */
export interface LocatedRecord extends PreferenceRecord {
  /** Place among the file's records, from 0. */
  readonly index: number;
  /** hash(prompt, sorted response hashes) + `#occurrence` in file order: a flip keeps it, true duplicates differ. */
  readonly id: string;
  /** Source rows, from 0, in the file's order. */
  readonly rows: readonly number[];
  /** True where an unsaved or saved edit of this session removed it. */
  readonly dropped: boolean;
  /** True where an edit that is not saved touches it. */
  readonly edited: boolean;
}
