import { factored, solve } from '../../../src/core/fit/cholesky.js';

/** Coefficients and their standard errors of P(wrong) = sigmoid(x b), by maximum likelihood with a slight ridge. */
export function logistic(rows: readonly (readonly number[])[], wrong: readonly boolean[]): { readonly coefficients: number[]; readonly errors: number[] } {
  const width = rows[0]!.length;
  const penalty = 1e-3;
  let weights = new Float64Array(width);
  for (let step = 0; ; step++) {
    const gradient = Float64Array.from(weights, (weight) => -penalty * weight);
    const gram = new Float64Array(width * width);
    rows.forEach((x, i) => {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, k) => sum + value * weights[k]!, 0)));
      for (let k = 0; k < width; k++) {
        gradient[k]! += (Number(wrong[i]) - p) * x[k]!;
        for (let j = 0; j <= k; j++) gram[k * width + j]! += p * (1 - p) * x[k]! * x[j]!;
      }
    });
    const factor = factored(gram, width, 1, penalty);
    const move = solve(factor, gradient);
    weights = weights.map((weight, k) => weight + move[k]!);
    if (step === 50 || move.every((one) => Math.abs(one) < 1e-9)) {
      const errors = [...weights.keys()].map((k) => Math.sqrt(solve(factor, Float64Array.from({ length: width }, (_, j) => Number(j === k)))[k]!));
      return { coefficients: [...weights], errors };
    }
  }
}
