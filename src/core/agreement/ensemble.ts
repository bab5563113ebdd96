import { signProbability } from './sign.js';

/** Mean and spread of the voters' differences (preferred minus other, each on its voter's scale). */
export interface Ensemble {
  readonly voters: number;
  readonly mean: number;
  /** Population sd; 0 for one voter. */
  readonly sd: number;
  /** t = mean / (sd / sqrt(M - 1)); ±Infinity where all voters agree to the last digit, 0 where that mean is 0 too; null for M = 1. */
  readonly z: number | null;
  /** P(true mean < 0); null for M = 1. Voters that share a trunk are not independent: evidence, not a probability of error. */
  readonly pSign: number | null;
}

/** The ensemble of at least one difference, null of none (2401.06080 for mean and sd). Differences are never centred: the sign is the vote. */
export function ensemble(differences: readonly number[]): Ensemble | null {
  const voters = differences.length;
  if (voters === 0) return null;
  let sum = 0;
  for (const difference of differences) sum += difference;
  const mean = sum / voters;
  const sd = populationSd(differences, mean);
  const z = voters === 1 ? null : studentT(mean, sd, voters);
  return { voters, mean, sd, z, pSign: signProbability(z, voters) };
}

function populationSd(values: readonly number[], mean: number): number {
  // The mean of equal numbers can miss them by one rounding; their sd is 0, not that rounding.
  const [first] = values;
  let equal = true;
  let sum = 0;
  for (const value of values) {
    if (value !== first) equal = false;
    sum += (value - mean) ** 2;
  }
  return equal ? 0 : Math.sqrt(sum / values.length);
}

function studentT(mean: number, sd: number, voters: number): number {
  if (sd === 0) return mean === 0 ? 0 : Math.sign(mean) * Infinity;
  return mean / (sd / Math.sqrt(voters - 1));
}
