import type { Figure } from './ratedItems.js';
import type { Tally } from './tally.js';

/** Cohen's kappa over every pair of marks of one item, in both orders: lists do not say who is the first rater. */
export function cohenKappa({ pairs, agreeing, paired }: Tally): Figure {
  return kappaOf(pairs, agreeing, paired, paired);
}

/** The same with quadratic weights, w_ij = (i - j)^2/(K - 1)^2 (HelpSteer2's agreement, 2406.08673). */
export function cohenKappaQuadratic({ pairs, squares, paired, patterns }: Tally): Figure {
  return quadraticKappaOf(pairs, squares, paired, paired, patterns.categories);
}

/** Unweighted kappa of `pairs` pairs of which `agreeing` are equal, by the marginals of both sides; undefined where chance alone agrees always. */
export function kappaOf(pairs: number, agreeing: number, first: Float64Array, second: Float64Array): Figure {
  if (pairs === 0) return 'noPairs';
  let chance = 0;
  let both = 0;
  for (let c = 0; c < first.length; c++) {
    chance += (first[c]! / pairs) * (second[c]! / pairs);
    if (first[c]! > 0 || second[c]! > 0) both++;
  }
  return both < 2 ? 'oneCategory' : (agreeing / pairs - chance) / (1 - chance);
}

/** Quadratic kappa of pairs whose squared differences sum to `squares`, by the marginals of both sides. */
export function quadraticKappaOf(pairs: number, squares: number, first: Float64Array, second: Float64Array, categories: Float64Array): Figure {
  if (pairs === 0) return 'noPairs';
  const [a, b] = [moments(first, categories, pairs), moments(second, categories, pairs)];
  // E(x - y)^2 of independent sides.
  const chance = a.variance + b.variance + (a.mean - b.mean) ** 2;
  return chance > 0 ? 1 - squares / pairs / chance : 'oneCategory';
}

function moments(marginal: Float64Array, categories: Float64Array, pairs: number): { mean: number; variance: number } {
  const only = marginal.indexOf(pairs);
  // Rounding must not make a variance of one category.
  if (only >= 0) return { mean: categories[only]!, variance: 0 };
  let mean = 0;
  for (let c = 0; c < marginal.length; c++) mean += (marginal[c]! / pairs) * categories[c]!;
  let variance = 0;
  for (let c = 0; c < marginal.length; c++) variance += (marginal[c]! / pairs) * (categories[c]! - mean) ** 2;
  return { mean, variance };
}
