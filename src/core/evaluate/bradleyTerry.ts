import { dot, factored, solve } from '../fit/cholesky.js';
import { logLoss, sigmoid } from '../fit/logistic.js';

const STEPS = 100;
const TOLERANCE = 1e-24;

/**
 * Bradley-Terry log-odds by maximum likelihood, their mean 0; `wins[i][j]` = how often i beat j (ties as half a win each).
 * Null where they do not exist: some players never beat, or never lose to, the rest (Ford 1957).
 */
export function bradleyTerry(wins: readonly Float64Array[]): Float64Array | null {
  const n = wins.length;
  if (n < 2 || !connected(wins, false) || !connected(wins, true)) return null;
  let strengths = new Float64Array(n);
  let loss = lossOf(wins, strengths);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, curvature } = derivatives(wins, strengths);
    // What is added fixes the sum, which the likelihood leaves free; of the size of the rest, so that no digits are lost.
    const size = curvature.reduce((sum, value) => sum + Math.abs(value), 0) / (n * n);
    const direction = solve(factored(curvature.map((value) => value + size), n, 1, 0), gradient);
    if (dot(gradient, direction) <= TOLERANCE) break;
    let next = strengths;
    let nextLoss = loss;
    for (let length = 1; length > 1e-6; length /= 2) {
      next = strengths.map((strength, i) => strength + length * direction[i]!);
      nextLoss = lossOf(wins, next);
      if (nextLoss <= loss) break;
    }
    // At the optimum a step is lost in rounding.
    const done = nextLoss >= loss;
    if (nextLoss <= loss) [strengths, loss] = [next, nextLoss];
    if (done) break;
  }
  const mean = strengths.reduce((sum, strength) => sum + strength, 0) / n;
  return strengths.map((strength) => strength - mean);
}

function lossOf(wins: readonly Float64Array[], strengths: Float64Array): number {
  let loss = 0;
  wins.forEach((row, i) => row.forEach((count, j) => void (count > 0 && (loss += count * logLoss(strengths[i]! - strengths[j]!)))));
  return loss;
}

function derivatives(wins: readonly Float64Array[], strengths: Float64Array): { gradient: Float64Array; curvature: Float64Array } {
  const n = wins.length;
  const gradient = new Float64Array(n);
  const curvature = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const met = wins[i]![j]! + wins[j]![i]!;
      if (i === j || met === 0) continue;
      const expected = sigmoid(strengths[i]! - strengths[j]!);
      gradient[i]! += wins[i]![j]! - met * expected;
      const weight = met * expected * (1 - expected);
      curvature[i * n + i]! += weight;
      curvature[i * n + j]! -= weight;
    }
  }
  return { gradient, curvature };
}

/** True where every player is reached from the first one along wins (or along losses). */
function connected(wins: readonly Float64Array[], losses: boolean): boolean {
  const seen = new Set([0]);
  for (const i of seen) for (let j = 0; j < wins.length; j++) if ((losses ? wins[j]![i]! : wins[i]![j]!) > 0) seen.add(j);
  return seen.size === wins.length;
}
