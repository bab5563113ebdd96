/** What the page is told of a file: one that is open, one that may be opened with it, or one that waits for its schema. */
import type { AuditView } from '../audit.js';

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
