/** Items with the marks they got, by place of the category: what every agreement statistic reads. Every item has a mark. */
export interface RatedItems {
  /** Values of the categories, ascending, no two equal. */
  readonly categories: readonly number[];
  /** The marks of item i are `places[starts[i]]` to before `places[starts[i + 1]]`; one longer than there are items. */
  readonly starts: Uint32Array;
  /** Place in `categories` of each mark. */
  readonly places: Uint32Array;
  /** Who gave each mark, as a number from 0; `NOBODY` where it is not said. Null where nobody has a name. */
  readonly raters: Uint32Array | null;
}

/** A mark whose annotator is not named. */
export const NOBODY = 0xffffffff;

/** Why a statistic is undefined; `whyText` says it in words. */
export type Undefined = 'noPairs' | 'oneCategory' | 'oneScaleValue' | 'oneItem' | 'noVariance' | 'noNames' | 'incomplete' | 'oneRater' | 'tooMany';

/** A statistic, or why it is undefined: never 0 or 1 in its place. */
export type Figure = number | Undefined;

/** Number of items. */
export function itemCount({ starts }: RatedItems): number {
  return starts.length - 1;
}

/**
 * Rated items of lists of marks (null = no mark; an item without any is left out). `scale`: values beside those that occur.
 * `named`: the place in a list says who gave the mark.
 */
export function ratedItems(rows: readonly (readonly (number | null)[])[], scale: readonly number[] = [], named = false): RatedItems {
  const values = new Set(scale);
  for (const row of rows) for (const mark of row) if (mark !== null) values.add(mark);
  const categories = [...values].sort((a, b) => a - b);
  const placeOf = new Map(categories.map((value, place) => [value, place]));
  const starts = [0];
  const places: number[] = [];
  const raters: number[] = [];
  for (const row of rows) {
    row.forEach((mark, rater) => {
      if (mark === null) return;
      places.push(placeOf.get(mark)!);
      raters.push(rater);
    });
    if (places.length > starts.at(-1)!) starts.push(places.length);
  }
  return { categories, starts: Uint32Array.from(starts), places: Uint32Array.from(places), raters: named ? Uint32Array.from(raters) : null };
}
