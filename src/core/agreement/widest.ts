import type { Response } from '../record.js';
import { labelSpread } from './spread.js';

/** The attribute and response on which the annotators differ most. */
export interface WidestSpread {
  readonly attribute: string;
  /** Position in `responses`, from 0. */
  readonly response: number;
  readonly marks: readonly number[];
  readonly spread: number;
  /** Width of the attribute's scale. */
  readonly range: number;
}

/** Largest spread as a share of its scale over all attributes of all responses, the first of equals; null where nobody was marked twice. */
export function widestSpread(responses: readonly Response[]): WidestSpread | null {
  let widest: WidestSpread | null = null;
  responses.forEach((response, position) => {
    for (const label of response.labels) {
      const found = labelSpread(label);
      const range = label.max - label.min;
      if (found === null || !(range > 0)) continue;
      if (widest !== null && found / range <= widest.spread / widest.range) continue;
      const marks = label.ratings.map((rating) => rating.value);
      widest = { attribute: label.attribute, response: position, marks, spread: found, range };
    }
  });
  return widest;
}
