import { dot, factored, quadratic, solve } from './cholesky.js';
import { without, type FoldSums } from './foldSums.js';

/** Penalties that are tried, a training example. */
export const PENALTIES: readonly number[] = [0.01, 0.1, 1, 3, 10, 30, 100, 1000, 10_000, 100_000];

/**
 * The penalty a training example, of each fold and target (`[fold][target]`), chosen by least squares within the fold's own
 * training folds: each of those is predicted from the others. The fold itself has no part in its choice. Taken is the
 * largest penalty that is not clearly worse than the best (by one standard error of the difference over the folds): noise
 * likes small ones.
 */
export function* choosePenalties(folds: readonly FoldSums[], width: number): Generator<void, number[][]> {
  const targets = folds[0]!.cross.length;
  // losses[fold][target][penalty]: one number for each of the other folds.
  const losses = folds.map(() => Array.from({ length: targets }, () => PENALTIES.map((): number[] => [])));
  for (let k = 0; k < folds.length; k++) {
    for (let j = k + 1; j < folds.length; j++) {
      // What is left without both is a training set for either: it predicts j for k's choice, and k for j's.
      const rest = without(folds, k, j);
      for (const [place, penalty] of PENALTIES.entries()) {
        const factor = factored(rest.gram, width, 1, penalty * rest.count);
        for (let target = 0; target < targets; target++) {
          const head = solve(factor, rest.cross[target]!);
          losses[k]![target]![place]!.push(squaredError(folds[j]!, target, head));
          losses[j]![target]![place]!.push(squaredError(folds[k]!, target, head));
        }
        yield;
      }
    }
  }
  return losses.map((byTarget) => byTarget.map((byPenalty) => PENALTIES[largestGood(byPenalty)]!));
}

/** Place of the last list that is at most one standard error of the difference above the one with the least sum. */
export function largestGood(lists: readonly (readonly number[])[]): number {
  const sums = lists.map((list) => list.reduce((sum, value) => sum + value, 0));
  const best = lists[sums.indexOf(Math.min(...sums))]!;
  return lists.findLastIndex((list) => {
    const differences = list.map((value, i) => value - best[i]!);
    const mean = differences.reduce((sum, value) => sum + value, 0) / list.length;
    const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return mean <= Math.sqrt(squares / (list.length - 1) / list.length);
  });
}

/** Sum of squared errors of a head on a part of the examples, from the part's sums alone. */
function squaredError({ gram, cross, squares }: FoldSums, target: number, head: Float64Array): number {
  return squares[target]! - 2 * dot(head, cross[target]!) + quadratic(gram, head);
}
