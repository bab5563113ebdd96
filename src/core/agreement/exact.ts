import type { Figure } from './ratedItems.js';
import type { Tally } from './tally.js';

/** Percent agreement: the share of an item's pairs of marks that are equal, averaged over items with two marks or more (Gwet's and Fleiss' observed agreement). */
export function exactAgreement({ compared, agreeingByItem }: Tally): Figure {
  return compared === 0 ? 'noPairs' : agreeingByItem / compared;
}
