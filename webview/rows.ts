/** The worklist's rows: headings and items as one sequence, without an object a row. */
import type { ListGroup } from '../src/protocol/views/list.js';

/** What the sequence is made of. */
export interface Shape {
  readonly total: number;
  readonly groups: readonly ListGroup[];
}

/** Every row is this high, so that a row's place is known without measuring those before it. */
export const ROW_HEIGHT = 22;

/** One row of the worklist. */
export type Row = { readonly kind: 'group'; readonly group: ListGroup } | { readonly kind: 'item'; readonly place: number };

/** How many rows there are. */
export function rowCount(shape: Shape): number {
  return shape.total + shape.groups.length;
}

/** The row at a position. */
export function rowAt(shape: Shape, row: number): Row {
  const before = lastIndex(shape.groups, (group, i) => group.start + i <= row);
  const group = shape.groups[before];
  if (group && group.start + before === row) return { kind: 'group', group };
  return { kind: 'item', place: row - before - 1 };
}

/** The row that shows the item at a place. */
export function rowOf(shape: Shape, place: number): number {
  return place + lastIndex(shape.groups, (group) => group.start <= place) + 1;
}

/** Where a list must be scrolled to so that a row is seen; the row on top stays free for the heading that lies over it. */
export function scrollTo(row: number, top: number, height: number): number {
  const at = row * ROW_HEIGHT;
  const first = top + ROW_HEIGHT;
  const last = top + height - ROW_HEIGHT;
  if (at >= first && at <= last) return top;
  // Far away: a third down, with its neighbours around it. Near: the smallest step.
  if (at < top - height || at > top + 2 * height) return Math.max(0, Math.round((at - height / 3) / ROW_HEIGHT) * ROW_HEIGHT);
  return Math.max(0, at < first ? at - ROW_HEIGHT : at + ROW_HEIGHT - height);
}

/** The heading that a row stands under; null above the first, or without groups. */
export function headingOf(shape: Shape, row: number): ListGroup | null {
  return shape.groups[lastIndex(shape.groups, (group, i) => group.start + i <= row)] ?? null;
}

/** Position of the last group that the condition holds for, -1 for none; the condition holds for a prefix. */
function lastIndex(groups: readonly ListGroup[], holds: (group: ListGroup, i: number) => boolean): number {
  let i = -1;
  while (i + 1 < groups.length && holds(groups[i + 1] as ListGroup, i + 1)) i++;
  return i;
}
