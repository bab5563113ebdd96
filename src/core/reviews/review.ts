/** What a curator says of a record without changing the file. */

/** `accept`: the label is right as it is; `skip`: not decided now; `note`: words kept with the record, '' takes them away. */
export type Review = { readonly kind: 'accept' } | { readonly kind: 'skip' } | { readonly kind: 'note'; readonly text: string };

/** Where a record stands: `edited` where an edit is in effect, saved or not; else what was said of it last. */
export type RecordState = 'untouched' | 'edited' | 'reviewed' | 'skipped';

/** Every state, in the order in which people go through them. */
export const STATES: readonly RecordState[] = ['untouched', 'skipped', 'reviewed', 'edited'];

/** A longer note is refused: a log is read whole. */
export const MAX_NOTE = 10_000;
