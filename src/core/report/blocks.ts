/** The report as a page of figures, tables and charts: what the page in VS Code and the exported HTML both draw. Plain JSON. */

/** A part of the report under one heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** One thing in a section. */
export type Block = Figures | Table | Chart | Note;

/** A sentence. */
export interface Note {
  readonly kind: 'note';
  readonly text: string;
}

/** Single numbers, each under its name. */
export interface Figures {
  readonly kind: 'figures';
  readonly figures: readonly (Cell & { readonly label: string })[];
}

/** What stands in a cell, with the records it stands for. */
export interface Cell {
  readonly text: string;
  /** More words, where there are any. */
  readonly title?: string;
  /** SQL condition over `records` that a click filters by. */
  readonly where?: string;
  /** How dark the cell is, 0 to 1. */
  readonly share?: number;
}

/** A column's heading; numbers stand at the right. */
export interface Column {
  readonly label: string;
  readonly numeric: boolean;
}

/** A table; the first cell of each row names it. */
export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title: string;
  /** A sentence under the title; null for none. */
  readonly note: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** An axis; `percent` where its numbers are shares. Ends that are left out follow the values. */
export interface Axis {
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly percent?: boolean;
}

/** How a series is drawn; a `reference` is thin and dashed. */
export type Mark = 'bars' | 'line' | 'points' | 'reference';

/** Numbers over the chart's places; null = none there. */
export interface Series {
  readonly label: string;
  readonly mark: Mark;
  readonly values: readonly (number | null)[];
  /** Ends of the interval about each value. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

/** A chart, and the table behind it. */
export interface Chart {
  readonly kind: 'chart';
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly x: Axis;
  readonly y: Axis;
  /** Places on the x axis, ascending, and what each is called. */
  readonly places: readonly number[];
  readonly names: readonly string[];
  /** Where only some places have a tick: those. */
  readonly ticks?: readonly { readonly at: number; readonly label: string }[];
  readonly series: readonly Series[];
  /** SQL condition of each place; null where it stands for no records. */
  readonly where?: readonly (string | null)[];
}
