import type { StretchPlace } from '../../../core/readStretch.js';
import type { Stretch } from '../../../core/stretch.js';
import type { Surveyed } from '../../../core/survey.js';
import type { Span } from '../../../core/bytes/newlines.js';
import type { Row } from '../../../core/schemas/schema.js';
import type { Hits } from './search.js';

/** Work for a reader thread: rows of a JSON Lines file. */
export type Task =
  /** `heads`: where the first so many rows begin is asked for too. */
  /** `schema`: that of single-row records, by which hits are checked; null where any text of a line counts. */
  | { readonly kind: 'search'; readonly path: string; readonly span: Span; readonly terms: readonly string[]; readonly schema: SchemaSpec | null }
  | ({ readonly kind: 'read'; readonly path: string; readonly schema: SchemaSpec } & StretchPlace)
  | { readonly kind: 'count'; readonly path: string; readonly span: Span; readonly heads: number }
  | { readonly kind: 'survey'; readonly path: string; readonly span: Span; /** Rows of the file before the span. */ readonly before: number; readonly schema: SchemaSpec };

/** A schema as it can be handed to a thread: its name, and the rows that it is fitted to. */
export interface SchemaSpec {
  readonly name: string;
  readonly sample: readonly Row[] | null;
}

/** What a thread answers, by the kind of the task. */
export type Outcome = Count | Surveyed | Hits | Stretch;

/** Rows of a span, and where its first ones begin. */
export interface Count {
  readonly rows: number;
  readonly heads: readonly number[];
}
