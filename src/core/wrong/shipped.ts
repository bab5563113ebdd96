import shipped from './shipped.json' with { type: 'json' };
import type { WrongModel } from './model.js';

/** Where adaptation starts for scores that come without numbers of their own: of one model, and of several. */
export const ONE_VOTER: WrongModel = { prior: shipped.prior, coefficients: shipped.oneVoter.coefficients };
export const SEVERAL_VOTERS: WrongModel = { prior: shipped.prior, coefficients: shipped.severalVoters.coefficients };

/** Log odds that a label is wrong by its annotators: a vote for it, and for a preference that ratings imply. */
export const PEOPLE: {
  readonly vote: number;
  readonly ratings: { readonly constant: number; readonly margin: number; readonly spread: number };
} = { vote: shipped.votes.vote, ratings: shipped.ratings.coefficients };
