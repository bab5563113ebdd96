/** How rows of files that are opened together are numbered: those of the main file as they are, those of each attached one past them. */
import type { Edit, RowText } from './edits.js';

/** Rows of an attached file are numbered from here on, those of the next from twice that. */
const STRIDE = 2 ** 32;

/** Which dataset a row is of (0 is the main one), and its number there. */
export function ownRow(row: number): { k: number; row: number } {
  return { k: Math.floor(row / STRIDE), row: row % STRIDE };
}

/** The number, among the rows of all, of a row of the `k`-th dataset. */
export function jointRow(k: number, row: number): number {
  return row + k * STRIDE;
}

/** The edit of the `k`-th dataset with its rows numbered among those of all. */
export function jointEdit(k: number, edit: Edit): Edit {
  return { ...edit, changes: edit.changes.map((change) => ({ ...change, row: jointRow(k, change.row) })) };
}

/** Those of the rows that are in the `k`-th dataset, by their numbers there. */
export function ownRows(k: number, rows: readonly RowText[]): RowText[] {
  return rows.flatMap((each) => {
    const own = ownRow(each.row);
    return own.k === k ? [{ ...each, row: own.row }] : [];
  });
}
