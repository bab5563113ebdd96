/** Lower and upper end of an interval of 95%. */
export type Interval = readonly [low: number, high: number];

/** 97.5% quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/** Wilson's score interval of `successes` (halves of ties may be among them) out of `n`; null of none (Wilson 1927). */
export function wilson(successes: number, n: number): Interval | null {
  if (!(n > 0)) return null;
  const share = successes / n;
  const squared = Z * Z;
  const centre = (share + squared / (2 * n)) / (1 + squared / n);
  const half = (Z / (1 + squared / n)) * Math.sqrt((share * (1 - share)) / n + squared / (4 * n * n));
  // At 0 and n the ends are exact; what is left there is a rounding.
  return [successes === 0 ? 0 : Math.max(0, centre - half), successes === n ? 1 : Math.min(1, centre + half)];
}
