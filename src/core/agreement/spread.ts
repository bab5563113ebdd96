import type { AttributeLabel } from '../record.js';

/** Highest mark minus lowest; null with fewer than two marks. */
export function spread(marks: readonly number[]): number | null {
  if (marks.length < 2) return null;
  let low = Infinity;
  let high = -Infinity;
  for (const mark of marks) {
    if (mark < low) low = mark;
    if (mark > high) high = mark;
  }
  return high - low;
}

/** Annotators' spread of one attribute of one response. */
export function labelSpread(label: AttributeLabel): number | null {
  return spread(label.ratings.map((rating) => rating.value));
}

/** The largest spread that is still agreement, as a share of the scale: 2 of 0-4 at one half (2406.08673). */
export function spreadLimit(min: number, max: number, share: number): number {
  return (max - min) * share;
}

/** True where the annotators' spread is over the limit. */
export function isSplit(label: AttributeLabel, share: number): boolean {
  const found = labelSpread(label);
  return found !== null && found > spreadLimit(label.min, label.max, share);
}
