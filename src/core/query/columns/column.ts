/** A column whose first values can be handed to another thread, and taken there by a column of the same kind. */
export interface Column {
  readonly bytes: number;
  /** Plain data of the first `count` values, for `append`. */
  pack(count: number): unknown;
  /** Takes values of another column of the kind, from `at` on, where nothing was set yet. */
  append(at: number, part: unknown): void;
}

/** The first `count` values of columns, in their order. */
export function packAll(columns: readonly Column[], count: number): readonly unknown[] {
  return columns.map((column) => column.pack(count));
}

/** Takes what `packAll` gave for the same columns of another table. */
export function appendAll(columns: readonly Column[], at: number, parts: readonly unknown[]): void {
  columns.forEach((column, i) => column.append(at, parts[i]));
}
