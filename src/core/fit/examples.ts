import { project, weightedSum, type Features } from './features.js';

/** What a head learns from: an example's features are those of row `plus`, less those of row `minus` (-1 = nothing). */
export interface Examples {
  readonly count: number;
  readonly plus: Int32Array;
  readonly minus: Int32Array;
  /** The prompt each belongs to, by a number. */
  readonly group: Int32Array;
  /** The part of the data each is held out with. */
  readonly fold: Uint8Array;
}

/** The examples that are not held out with `fold`. */
export function outside(examples: Examples, fold: number): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < examples.count; i++) if (examples.fold[i] !== fold) found.push(i);
  return Int32Array.from(found);
}

/** Every row's product with `weights`, and from it an example's. */
export class Products {
  private readonly byRow: Float64Array;

  constructor(
    private readonly features: Features,
    private readonly examples: Examples,
  ) {
    this.byRow = new Float64Array(features.rows);
  }

  /** Works out the products; `of` then answers from them. */
  compute(weights: Float64Array): void {
    project(this.features, weights, this.byRow);
  }

  of(example: number): number {
    const minus = this.examples.minus[example]!;
    return this.byRow[this.examples.plus[example]!]! - (minus < 0 ? 0 : this.byRow[minus]!);
  }
}

/** The sum of some examples' features, each times its `share`. */
export function exampleSum(features: Features, examples: Examples, some: ArrayLike<number>, share: (example: number) => number): Float64Array {
  const shares = new Float64Array(features.rows);
  for (let i = 0; i < some.length; i++) {
    const example = some[i]!;
    const value = share(example);
    const minus = examples.minus[example]!;
    shares[examples.plus[example]!]! += value;
    if (minus >= 0) shares[minus]! -= value;
  }
  return weightedSum(features, shares);
}
