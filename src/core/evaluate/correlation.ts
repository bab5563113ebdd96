import { ranks } from './ranks.js';

/** Pearson correlation; null of fewer than two pairs, and where either side is constant. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const n = x.length;
  if (n < 2 || isConstant(x) || isConstant(y)) return null;
  const [meanX, meanY] = [mean(x), mean(y)];
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const a = x[i]! - meanX;
    const b = y[i]! - meanY;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const size = Math.sqrt(xx) * Math.sqrt(yy);
  return size > 0 && Number.isFinite(size) ? Math.max(-1, Math.min(1, xy / size)) : null;
}

/** Spearman correlation: Pearson of mean ranks. */
export function spearman(x: Float64Array, y: Float64Array): number | null {
  return pearson(ranks(x), ranks(y));
}

/** Pearson correlation of `x` and `y` given `z`; null of fewer than three, where one is constant, or where `z` tells `x` or `y` wholly. */
export function partialCorrelation(x: ArrayLike<number>, y: ArrayLike<number>, z: ArrayLike<number>): number | null {
  const [xy, xz, yz] = [pearson(x, y), pearson(x, z), pearson(y, z)];
  if (x.length < 3 || xy === null || xz === null || yz === null) return null;
  const left = (1 - xz * xz) * (1 - yz * yz);
  return left > 1e-14 ? Math.max(-1, Math.min(1, (xy - xz * yz) / Math.sqrt(left))) : null;
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
