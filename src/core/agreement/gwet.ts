import type { Figure } from './ratedItems.js';
import type { Tally } from './tally.js';

/** Gwet's AC1: chance agreement sum_k pi_k (1 - pi_k)/(q - 1), pi_k the mean share of a category over all items, q all categories of the scale. */
export function gwetAC1({ compared, items, agreeingByItem, shares }: Tally): Figure {
  if (compared === 0) return 'noPairs';
  return corrected(agreeingByItem / compared, shares.length, shares, items, shares.length);
}

/** Gwet's AC2 with quadratic weights 1 - (x_i - x_j)^2/(x_max - x_min)^2 over the scale. */
export function gwetAC2({ compared, items, squaresByItem, shares, patterns: { categories } }: Tally): Figure {
  if (compared === 0) return 'noPairs';
  const range = (categories.at(-1) ?? 0) - (categories[0] ?? 0);
  if (!(range > 0)) return 'oneScaleValue';
  return corrected(1 - squaresByItem / compared / range ** 2, weightSum(categories, range), shares, items, shares.length);
}

function corrected(observed: number, weightSum: number, shares: Float64Array, items: number, classes: number): Figure {
  if (classes < 2) return 'oneScaleValue';
  let spread = 0;
  for (const share of shares) spread += (share / items) * (1 - share / items);
  const chance = (weightSum * spread) / (classes * (classes - 1));
  return (observed - chance) / (1 - chance);
}

/** Sum of all weights: q^2 less the squared differences of every ordered pair of categories. */
function weightSum(categories: Float64Array, range: number): number {
  const q = categories.length;
  let mean = 0;
  for (const value of categories) mean += value / q;
  let squares = 0;
  for (const value of categories) squares += (value - mean) ** 2;
  return q * q - (2 * q * squares) / range ** 2;
}
