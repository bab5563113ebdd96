/** How far each mark is from the mean of the others of the same item; null with fewer than two marks. */
export function leaveOneOutDistances(marks: readonly number[]): readonly number[] | null {
  if (marks.length < 2) return null;
  const sum = marks.reduce((total, mark) => total + mark, 0);
  return marks.map((mark) => Math.abs(mark - (sum - mark) / (marks.length - 1)));
}

/** Population sd of one item's marks; null with fewer than two. */
export function markSd(marks: readonly number[]): number | null {
  if (marks.length < 2) return null;
  const mean = marks.reduce((total, mark) => total + mark, 0) / marks.length;
  return Math.sqrt(marks.reduce((total, mark) => total + (mark - mean) ** 2, 0) / marks.length);
}
