import type { Figure } from './ratedItems.js';
import type { Tally } from './tally.js';

/** Fleiss' kappa for nominal marks: chance agreement sum_k pi_k^2. Items may have different numbers of marks (Gwet's generalisation). */
export function fleissKappa({ compared, items, agreeingByItem, shares }: Tally): Figure {
  if (compared === 0) return 'noPairs';
  let chance = 0;
  let used = 0;
  for (const share of shares) {
    chance += (share / items) ** 2;
    if (share > 0) used++;
  }
  return used < 2 ? 'oneCategory' : (agreeingByItem / compared - chance) / (1 - chance);
}
