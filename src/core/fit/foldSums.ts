import { exampleSum, type Examples } from './examples.js';
import type { Features } from './features.js';
import { addGram } from './gram.js';

/** All that least squares needs of a part of the examples: sums over them of x x', of x y and of y y for each target. */
export interface FoldSums {
  readonly count: number;
  readonly gram: Float64Array;
  readonly cross: readonly Float64Array[];
  readonly squares: readonly number[];
}

/** The sums of each fold; `targets[t][example]`. */
export function* foldSums(features: Features, examples: Examples, targets: readonly ArrayLike<number>[], folds: number): Generator<void, FoldSums[]> {
  const found: FoldSums[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside: number[] = [];
    for (let i = 0; i < examples.count; i++) if (examples.fold[i] === fold) inside.push(i);
    const gram = new Float64Array(features.width ** 2);
    yield* addGram(gram, features, examples, inside, () => 1);
    const cross = targets.map((target) => exampleSum(features, examples, inside, (example) => target[example]!));
    const squares = targets.map((target) => inside.reduce((sum, example) => sum + target[example]! ** 2, 0));
    found.push({ count: inside.length, gram, cross, squares });
    yield;
  }
  return found;
}

/** The sums of all folds but some. */
export function without(folds: readonly FoldSums[], ...left: readonly number[]): FoldSums {
  const kept = folds.filter((_, fold) => !left.includes(fold));
  const first = kept[0]!;
  const gram = new Float64Array(first.gram.length);
  const cross = first.cross.map((sum) => new Float64Array(sum.length));
  for (const fold of kept) {
    for (let k = 0; k < gram.length; k++) gram[k]! += fold.gram[k]!;
    cross.forEach((sum, target) => sum.forEach((_, k) => void (sum[k]! += fold.cross[target]![k]!)));
  }
  const squares = first.squares.map((_, target) => kept.reduce((sum, fold) => sum + fold.squares[target]!, 0));
  return { count: kept.reduce((sum, { count }) => sum + count, 0), gram, cross, squares };
}
