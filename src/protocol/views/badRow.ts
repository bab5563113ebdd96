/** Rows that could not be read, as the page shows them. */

/** A row that could not be read, shown in its place with its reason. `row` counts from 1. */
export interface BadRowView {
  readonly row: number;
  /** First byte of the row; null where the format keeps its values by column. */
  readonly offset: number | null;
  readonly reason: string;
}

/** A bad row with what it holds; `text` is null where nothing of it can be shown, `left` counts bytes or characters that are not. */
export interface BadRowText extends BadRowView {
  /** The file that holds it, where there are several. */
  readonly file: string | null;
  readonly text: string | null;
  readonly left: number;
}
