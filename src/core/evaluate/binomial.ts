/** Above this mean a rejection method is faster than adding up probabilities. */
const REJECT_FROM = 10;
const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);
/** log k! of small k. */
const LOG_FACTORIALS = Array.from({ length: 16 }, (_, k) => Math.log(Array.from({ length: k }, (_, i) => i + 1).reduce((product, i) => product * i, 1)));

/** A draw of the binomial distribution, exact: by inversion, or by transformed rejection (BTRS, Hörmann 1993). */
export function binomial(n: number, p: number, random: () => number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  return n * p < REJECT_FROM ? byInversion(n, p, random) : byRejection(n, p, random);
}

/** How often each of several outcomes came up in `n` draws, written into `out`; `weights` add up to `total`. */
export function multinomial(n: number, weights: ArrayLike<number>, total: number, random: () => number, out: Uint32Array): void {
  let left = n;
  let rest = total;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    // The last outcome takes all that is left.
    const drawn = i === weights.length - 1 ? left : binomial(left, weight / rest, random);
    out[i] = drawn;
    left -= drawn;
    rest -= weight;
  }
}

function byInversion(n: number, p: number, random: () => number): number {
  const ratio = p / (1 - p);
  for (;;) {
    let u = random();
    let probability = (1 - p) ** n;
    for (let k = 0; k <= n; k++) {
      if (u <= probability) return k;
      u -= probability;
      probability *= ((n - k) / (k + 1)) * ratio;
    }
  }
}

function byRejection(n: number, p: number, random: () => number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const sure = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = Math.log(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const near = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / near + b) * u + centre);
    if (k < 0 || k > n) continue;
    if (near >= 0.07 && v <= sure) return k;
    const limit = logFactorial(mode) + logFactorial(n - mode) - logFactorial(k) - logFactorial(n - k) + (k - mode) * odds;
    if (Math.log((v * alpha) / (a / (near * near) + b)) <= limit) return k;
  }
}

function logFactorial(k: number): number {
  if (k < LOG_FACTORIALS.length) return LOG_FACTORIALS[k]!;
  const x = k + 1;
  const inverse = 1 / x;
  const squared = inverse * inverse;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TAU + inverse * (1 / 12 - squared * (1 / 360 - squared / 1260));
}
