import type { Examples } from './examples.js';
import type { Features } from './features.js';

/** Examples between two yields: a few milliseconds of work at usual widths. */
const STEP = 200;

/**
 * Adds `share` times x x' of some examples to `into` (width x width, lower triangle, row by row). Shares are at least 0.
 * Yields now and then, so that others may have their turn.
 */
export function* addGram(into: Float64Array, features: Features, examples: Examples, some: ArrayLike<number>, share: (example: number) => number): Generator<void> {
  const { width } = features;
  const block = [0, 1, 2, 3].map(() => new Float64Array(width)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (let i = 0; i < some.length; i += 4) {
    for (let lane = 0; lane < 4; lane++) {
      const example = some[i + lane];
      if (example === undefined) block[lane]!.fill(0);
      else fill(block[lane]!, features, examples.plus[example]!, examples.minus[example]!, Math.sqrt(share(example)));
    }
    addFour(into, width, ...block);
    if (i % STEP === 0) yield;
  }
}

function fill(row: Float64Array, { width, values }: Features, plus: number, minus: number, factor: number): void {
  const first = plus * width;
  if (minus < 0) for (let k = 0; k < width; k++) row[k] = factor * values[first + k]!;
  else for (let k = 0, second = minus * width; k < width; k++) row[k] = factor * (values[first + k]! - values[second + k]!);
}

/** Four rows at once: each entry of the sum is read and written a quarter as often. */
function addFour(into: Float64Array, width: number, a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array): void {
  for (let i = 0; i < width; i++) {
    const at = i * width;
    const ai = a[i]!;
    const bi = b[i]!;
    const ci = c[i]!;
    const di = d[i]!;
    for (let j = 0; j <= i; j++) into[at + j]! += ai * a[j]! + bi * b[j]! + ci * c[j]! + di * d[j]!;
  }
}
