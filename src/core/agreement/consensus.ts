/** The three marks that lie closest together, sorted; the lower three where two windows are as close; all where fewer than four (2406.08673). */
export function threeClosest(marks: readonly number[]): readonly number[] {
  const sorted = [...marks].sort((a, b) => a - b);
  let best = sorted.slice(0, 3);
  for (let i = 1; i + 3 <= sorted.length; i++) {
    const window = sorted.slice(i, i + 3);
    if (width(window) < width(best)) best = window;
  }
  return best;
}

/** HelpSteer2's label: mean of the three closest marks, rounded, halves to even; null without marks (2406.08673). */
export function consensus(marks: readonly number[]): number | null {
  const near = threeClosest(marks);
  if (near.length === 0) return null;
  return roundHalfEven(near.reduce((sum, mark) => sum + mark, 0) / near.length);
}

function width(sorted: readonly number[]): number {
  return sorted[sorted.length - 1]! - sorted[0]!;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
