import type { Vote } from '../record.js';

/** How many annotators stand on each side of a pair; `neutral` calls it a tie. */
export interface VoteCount {
  readonly first: number;
  readonly second: number;
  readonly neutral: number;
}

/** Votes by sign: negative for response 1, positive for response 2; null without votes. */
export function countVotes(votes: readonly Vote[]): VoteCount | null {
  if (votes.length === 0) return null;
  let first = 0;
  let second = 0;
  for (const { strength } of votes) {
    if (strength < 0) first++;
    else if (strength > 0) second++;
  }
  return { first, second, neutral: votes.length - first - second };
}

/** Share of all votes (ties among them) that the larger side has; 1 where nobody took the other side. */
export function majorityShare({ first, second, neutral }: VoteCount): number {
  if (first === 0 || second === 0) return 1;
  return Math.max(first, second) / (first + second + neutral);
}
