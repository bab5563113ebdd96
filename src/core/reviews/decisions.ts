import type { ReviewBook } from './book.js';

/** What a curator found of one record's label. */
export interface Decision {
  readonly index: number;
  readonly wrong: boolean;
}

/** Every decision, by the records' places: an accept says that the label was right; another choice (flip, choose, tie, strength of the other sign) or a set value that it was wrong. Skipped, dropped and noted records decide nothing. */
export function decisions(book: ReviewBook): Decision[] {
  const found: Decision[] = [];
  for (const index of book.touched()) {
    const { wrong } = book.outcome(index);
    if (wrong !== null) found.push({ index, wrong });
  }
  return found.sort((a, b) => a.index - b.index);
}
