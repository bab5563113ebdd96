/**
 * Weight of each of n values, lowest first, in the expected highest of k drawn without replacement:
 * w_i = C(i-1, k-1) / C(n, k). Made by ratios of neighbours, none above 1: safe for any n. 1 <= k <= n.
 */
export function bestWeights(n: number, k: number): Float64Array {
  const weights = new Float64Array(n);
  weights[n - 1] = k / n;
  for (let i = n - 1; i >= k; i--) weights[i - 1] = (weights[i]! * (i + 1 - k)) / i;
  return weights;
}

/** Weights of values in ascending order where equal ones share theirs: whichever of them is taken, it is by chance. */
export function shared(weights: Float64Array, sorted: ArrayLike<number>): Float64Array {
  const out = Float64Array.from(weights);
  for (let start = 0, end = 0; start < out.length; start = end) {
    let sum = 0;
    while (end < out.length && sorted[end] === sorted[start]) sum += out[end++]!;
    out.fill(sum / (end - start), start, end);
  }
  return out;
}
