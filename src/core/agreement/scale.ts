/**
 * Scale of a voter that has no fixed one: the population sd of its differences over the file (not centred afterwards: the
 * scale only divides). 1 where there are no differences, or all are equal.
 */
export function scaleOf(differences: ArrayLike<number>): number {
  const n = differences.length;
  if (n === 0) return 1;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += differences[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (differences[i]! - mean) ** 2;
  const sd = Math.sqrt(squares / n);
  return sd > 0 && Number.isFinite(sd) ? sd : 1;
}

/** True where a voter's scale is usable as it is; others take `scaleOf` their differences. */
export function isFixedScale(scale: number): boolean {
  return scale > 0 && Number.isFinite(scale);
}
