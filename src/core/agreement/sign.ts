import tCdf from '@stdlib/stats-base-dists-t-cdf';

/** Degrees of freedom up to which the sum is the shorter way. */
const SUMMED = 40;

/**
 * P(true mean < 0) = F_t(-t; M-1) of an ensemble whose statistic is `t` (a flat-prior reading). Infinite `t` is the limit
 * 0 or 1; null for one voter.
 */
export function signProbability(t: number | null, voters: number): number | null {
  if (t === null || voters < 2) return null;
  if (!Number.isFinite(t)) return t > 0 ? 0 : 1;
  return voters - 1 <= SUMMED ? summed(t, voters - 1) : tCdf(-t, voters - 1);
}

/** F_t(-t) by the finite sums for whole degrees of freedom (Abramowitz and Stegun 26.7.3, 26.7.4): a file has it for every record. */
function summed(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = freedom % 2;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd + 1; k <= freedom - 3; k += 2) {
    term *= (k / (k + 1)) * cosine * cosine;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
  return (1 - within) / 2;
}
