import type { Figure } from './ratedItems.js';
import type { Tally } from './tally.js';

/** Krippendorff's alpha, delta^2 = [c != v]. Items with one mark are left out. */
export function alphaNominal({ marks, agreeingByMark, counts }: Tally): Figure {
  if (marks === 0) return 'noPairs';
  let same = 0;
  for (const n of counts) same += n * (n - 1);
  return ratio(marks - agreeingByMark, marks * (marks - 1) - same, marks);
}

/** Krippendorff's alpha, delta^2 = (c - v)^2 in values of the scale. */
export function alphaInterval({ marks, squaresByMark, counts, patterns }: Tally): Figure {
  return marks === 0 ? 'noPairs' : ratio(squaresByMark, 2 * marks * deviations(counts, patterns.categories, marks), marks);
}

/**
 * Krippendorff's alpha, delta^2 = (sum_{g=c..v} n_g - (n_c + n_v)/2)^2: the squared difference of the categories' mid-ranks,
 * so that it is the interval alpha of mid-ranks.
 */
export function alphaOrdinal({ marks, counts, patterns, weights }: Tally): Figure {
  if (marks === 0) return 'noPairs';
  const ranks = midRanks(counts);
  const { size, starts, category, times } = patterns;
  let observed = 0;
  for (let group = 0; group < size; group++) {
    if (weights[group] === 0 || patterns.marks[group]! < 2) continue;
    let squares = 0;
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      for (let j = starts[group]!; j < i; j++) squares += 2 * times[i]! * times[j]! * (ranks[category[i]!]! - ranks[category[j]!]!) ** 2;
    }
    observed += (weights[group]! * squares) / (patterns.marks[group]! - 1);
  }
  return ratio(observed, 2 * marks * deviations(counts, ranks, marks), marks);
}

/** 1 - D_o/D_e, of the sums of o and of n_c (n_v - [c = v]). */
function ratio(observed: number, expected: number, marks: number): Figure {
  return expected > 0 ? 1 - (observed * (marks - 1)) / expected : 'oneCategory';
}

function midRanks(counts: Float64Array): Float64Array {
  const ranks = new Float64Array(counts.length);
  let below = 0;
  for (let c = 0; c < counts.length; c++) {
    ranks[c] = below + counts[c]! / 2;
    below += counts[c]!;
  }
  return ranks;
}

/** Sum of n_c (x_c - mean)^2, exactly 0 where one category has all. */
function deviations(counts: Float64Array, values: Float64Array, marks: number): number {
  if (counts.includes(marks)) return 0;
  let mean = 0;
  for (let c = 0; c < counts.length; c++) mean += (counts[c]! / marks) * values[c]!;
  let sum = 0;
  for (let c = 0; c < counts.length; c++) sum += counts[c]! * (values[c]! - mean) ** 2;
  return sum;
}
