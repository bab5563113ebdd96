import tCdf from '@stdlib/stats-base-dists-t-cdf';

/**
 * P(true mean < 0) = F_t(-t; M-1) of an ensemble whose statistic is `t` (a flat-prior reading). Infinite `t` is the limit
 * 0 or 1; null for one voter.
 */
export function signProbability(t: number | null, voters: number): number | null {
  if (t === null || voters < 2) return null;
  if (!Number.isFinite(t)) return t > 0 ? 0 : 1;
  return tCdf(-t, voters - 1);
}
