import type { Figure } from './ratedItems.js';
import type { Tally } from './tally.js';

/**
 * ICC(1,1), one-way random: how much of a single mark's variance is the item's own. Items with two marks or more; where their
 * numbers differ, by the analysis of variance with k_0 = (N - sum k_i^2/N)/(n - 1) marks an item.
 */
export function icc1(t: Tally): Figure {
  const squares = meanSquares(t);
  if (typeof squares === 'string') return squares;
  const { between, within, k } = squares;
  const total = between + (k - 1) * within;
  return total > 0 ? (between - within) / total : 'noVariance';
}

/** ICC(1,k), one-way random: the reliability of an item's mean mark. */
export function icc1k(t: Tally): Figure {
  const squares = meanSquares(t);
  if (typeof squares === 'string') return squares;
  return squares.between > 0 ? (squares.between - squares.within) / squares.between : 'noVariance';
}

function meanSquares({ compared, marks, pairs, squares, sums, sumSquares, marksSquared, patterns, weights }: Tally) {
  if (pairs === 0) return 'noPairs' as const;
  if (compared < 2) return 'oneItem' as const;
  // An item's squares within are its squared differences over twice its marks.
  let within = 0;
  for (let group = 0; group < patterns.size; group++) if (patterns.marks[group]! > 1) within += (weights[group]! * patterns.squares[group]!) / (2 * patterns.marks[group]!);
  const between = sumSquares - (sums * sums) / marks;
  // What cancellation leaves of equal means is no variance.
  const real = between > 1e-12 * (sumSquares + squares) ? between : 0;
  return { between: real / (compared - 1), within: within / (marks - compared), k: (marks - marksSquared / marks) / (compared - 1) };
}
