/** What a curator can do to a record, and what that does to rows. */
import type { Standing } from './reviews/standing.js';

/** An operation on one record; responses count from 1. */
export type Operation =
  | { readonly kind: 'flip' }
  | { readonly kind: 'choose'; readonly response: number }
  | { readonly kind: 'tie' }
  | { readonly kind: 'strength'; readonly value: number }
  | { readonly kind: 'set'; readonly response: number; readonly attribute: string; readonly value: number }
  | { readonly kind: 'drop' };

/** An operation on labels, which a schema turns into patches; dropping a record is the same for every schema. */
export type LabelOperation = Exclude<Operation, { readonly kind: 'drop' }>;

/** Path of a cell in a row: object keys and list positions. */
export type CellPath = readonly (string | number)[];

/** A change of one row that a format can write without touching other bytes. */
export type CellPatch =
  /** Put a JSON value in the place of the cell's. */
  | { readonly kind: 'set'; readonly path: CellPath; readonly value: number | string | boolean | null }
  /** Two cells' raw values change places. */
  | { readonly kind: 'swap'; readonly a: CellPath; readonly b: CellPath }
  /** A number's sign changes; its digits stay. */
  | { readonly kind: 'negate'; readonly path: CellPath }
  /** A JSON value is put at the end of a list. */
  | { readonly kind: 'append'; readonly path: CellPath; readonly value: JsonValue };

/** Anything JSON can say. */
export type JsonValue = number | string | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What an operation does to one of the record's rows (`row` counts within the record, from 0). */
export interface RowPatch {
  readonly row: number;
  readonly cells: readonly CellPatch[];
}

/** Raw text of one row slot before and after; the slot runs up to the next row, so '' is a removed row. */
export interface RowChange {
  /** Source row, from 0; stays the same for the whole session, also after a save that removed rows. */
  readonly row: number;
  /** The file it is in, of several: between two files its number alone does not say it once the row is gone. */
  readonly part?: number;
  readonly before: string;
  readonly after: string;
}

/** A row and its raw text. */
export interface RowText {
  readonly row: number;
  readonly part?: number;
  readonly text: string;
}

/** One undoable step: the operation, the record it was made on, and the bytes it changed. */
export interface Edit {
  readonly index: number;
  readonly id: string;
  readonly operation: Operation;
  readonly reason: string | null;
  readonly changes: readonly RowChange[];
  /** How the record stood before the edit, and after it; absent where it was dropped. */
  readonly before?: Standing | null;
  readonly after?: Standing | null;
}

/** An operation that the record or its schema cannot take; the message says why and what would work. */
export class EditError extends Error {
  override readonly name = 'EditError';
}
