import type { VoteCount } from '../agreement/votes.js';
import { PEOPLE } from './shipped.js';

/** Votes for the preferred response less those for another; ties count for neither. */
export function netVotes({ first, second }: VoteCount, preferred: number): number {
  return preferred === 0 ? first - second : second - first;
}

/** Log odds that a label with these votes is wrong. */
export function byVotes(votes: VoteCount, preferred: number): number {
  return PEOPLE.vote * netVotes(votes, preferred);
}

/**
 * Log odds that a preference which ratings imply is wrong: `margin` in steps of a five-step scale, `spread` the annotators'
 * widest as a share of the scale (0 where nobody was marked twice).
 */
export function byRatings(margin: number, spread: number): number {
  const { constant, margin: byMargin, spread: bySpread } = PEOPLE.ratings;
  return constant + byMargin * margin + bySpread * spread;
}
