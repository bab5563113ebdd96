import { randomStream, shuffled } from './random.js';

/**
 * A fold (from 0) for every group, so that folds hold about as many examples each: the groups, largest first and in a
 * seeded order among equals, go to the emptiest fold. `sizes[group]` counts its examples.
 */
export function foldsOf(sizes: ArrayLike<number>, folds: number, seed: number): Uint8Array {
  const order = shuffled(sizes.length, randomStream(seed));
  // A stable sort: equal sizes stay in the random order.
  const largestFirst = [...order].sort((a, b) => sizes[b]! - sizes[a]!);
  const filled = new Float64Array(folds);
  const found = new Uint8Array(sizes.length);
  for (const group of largestFirst) {
    let emptiest = 0;
    for (let fold = 1; fold < folds; fold++) if (filled[fold]! < filled[emptiest]!) emptiest = fold;
    found[group] = emptiest;
    // A group without examples counts a little, or all of them would lie in one fold.
    filled[emptiest]! += Math.max(sizes[group]!, 1e-6);
  }
  return found;
}
