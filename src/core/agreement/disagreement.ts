import type { VoteCount } from './votes.js';

/**
 * How far the annotators are from one opinion, 0 to 1: the larger of the widest spread as a share of its scale, and twice
 * the minority's share of the votes. It orders records that have no scores.
 */
export function disagreement(widest: { readonly spread: number; readonly range: number } | null, votes: VoteCount | null): number {
  const marks = widest === null ? 0 : Math.min(1, widest.spread / widest.range);
  if (votes === null) return marks;
  const total = votes.first + votes.second + votes.neutral;
  return Math.max(marks, (2 * Math.min(votes.first, votes.second)) / total);
}
