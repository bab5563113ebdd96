/**
 * A user's own schema: which columns of a row hold what. It is written as JSON (`<file>.tiebreak.json`); `parseMapping`
 * reads it into this form, `compileMapping` makes a schema of it.
 *
 * A path is a JSON pointer (`/completions/0/text`; `~1` is a slash in a name, `~0` a tilde). `*` in it stands for any
 * place in a list or any name (`/completions/*\/text`), and within a name for one run of characters without
 * `_ - . /` or a space (`/response_*` is response_1 and response_B, not response_1_model). A column that the mapping
 * names in full elsewhere is no response of a `*`.
 *
 * What belongs to responses (models, labels, scores) has either one path, whose values belong to the responses by what
 * `*` stands for, else in order (a list has one item a response), or one path for each path of `responses`.
 */

/** A place in a row that a path names; `*` makes it several. */
export interface Pointer {
  readonly source: string;
  readonly segments: readonly Segment[];
}

/** One step of a path. */
export type Segment =
  | { readonly kind: 'name'; readonly name: string }
  /** Any place of a list, any key of an object. */
  | { readonly kind: 'any' }
  /** A key with `*` in it; keys in `except` are named by other paths. */
  | { readonly kind: 'like'; readonly pattern: RegExp; readonly except: ReadonlySet<string> };

/** What a file's own values mean: each value, written as text, and what it stands for. */
export type ValueMap<T> = ReadonlyMap<string, T>;

/** Part of the prompt: a text, or a list of messages. */
export interface PromptPart {
  readonly path: Pointer;
  /** Who speaks, where the part is a text. */
  readonly role: string;
}

/** Ends of a scale, written `"0..4"`. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** One attribute of the responses; one number is the label, a list or `*` gives every annotator's mark. */
export interface LabelMap {
  readonly attribute: string;
  readonly paths: readonly Pointer[];
  readonly scale: Range;
  readonly values: ValueMap<number> | null;
  /** Group of annotators that is kept apart from others. */
  readonly pool: string | null;
  /** Who gave the marks, where it is one judge. */
  readonly annotator: string | null;
}

/** Votes for a response: a cell each (`values`: 1, 2, 0 for a tie; `scale`: signed strengths), or counts. */
export type VotesMap =
  | { readonly kind: 'cells'; readonly path: Pointer; readonly values: ValueMap<number> | null; readonly scale: Range | null }
  | { readonly kind: 'counts'; readonly first: Pointer; readonly second: Pointer; readonly tie: Pointer | null };

/** Which rows share a record, and what one of them is. */
export interface GroupMap {
  readonly by: readonly Pointer[];
  readonly kind: 'key' | 'run' | 'block';
  /** Rows of a block, or most rows of a run. */
  readonly size: number;
  /** A row holds responses of its own, or one annotator's marks of a response that other rows may mark too. */
  readonly rows: 'responses' | 'ratings';
}

/** A mapping that is known to be sound. */
export interface Mapping {
  readonly name: string;
  readonly group: GroupMap | null;
  readonly prompt: readonly PromptPart[];
  readonly responses: readonly Pointer[];
  /** True where `responses` are the chosen and the rejected side. */
  readonly sided: boolean;
  readonly models: readonly Pointer[];
  readonly labels: readonly LabelMap[];
  readonly scores: readonly { readonly model: string; readonly paths: readonly Pointer[] }[];
  readonly preference: { readonly path: Pointer; readonly values: ValueMap<number> | null } | null;
  readonly strength: { readonly path: Pointer; readonly values: ValueMap<number> | null; readonly scale: Range } | null;
  readonly votes: VotesMap | null;
  readonly judges: readonly { readonly judge: string; readonly path: Pointer; readonly values: ValueMap<boolean | null> }[];
  readonly annotator: Pointer | null;
  readonly split: Pointer | null;
  readonly subset: Pointer | null;
}
