/** Logarithms of factorials up to a size, made once and grown as they are asked for. */
const LOG_FACTORIALS: number[] = [0];

function logFactorial(n: number): number {
  for (let k = LOG_FACTORIALS.length; k <= n; k++) LOG_FACTORIALS.push(LOG_FACTORIALS[k - 1]! + Math.log(k));
  return LOG_FACTORIALS[n]!;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** P(X = x) for X marked ones among `drawn` without replacement from `size`, of which `marked` are marked. */
export function hypergeometric(x: number, drawn: number, marked: number, size: number): number {
  if (x < Math.max(0, drawn - (size - marked)) || x > Math.min(drawn, marked)) return 0;
  return Math.exp(logChoose(marked, x) + logChoose(size - marked, drawn - x) - logChoose(size, drawn));
}

/** P(X < x), and P(X = x): what both tails are made of; sums the shorter tail. */
export function below(x: number, drawn: number, marked: number, size: number): { readonly less: number; readonly equal: number } {
  const least = Math.max(0, drawn - (size - marked));
  const most = Math.min(drawn, marked);
  const equal = hypergeometric(x, drawn, marked, size);
  if (x <= least) return { less: 0, equal };
  if (x > most) return { less: 1, equal: 0 };
  if (x - least <= most - x) return { less: Math.min(1, walked(x - 1, least, -1, drawn, marked, size)), equal };
  return { less: Math.max(0, 1 - equal - walked(x + 1, most, 1, drawn, marked, size)), equal };
}

/** Sums P(X = k) from one k to another by the ratio of neighbours. */
function walked(from: number, to: number, by: 1 | -1, drawn: number, marked: number, size: number): number {
  let term = hypergeometric(from, drawn, marked, size);
  let sum = 0;
  for (let k = from; by > 0 ? k <= to : k >= to; k += by) {
    sum += term;
    // What is left is smaller than a rounding.
    if (term < sum * 1e-17) break;
    term *= by > 0
      ? ((marked - k) * (drawn - k)) / ((k + 1) * (size - marked - drawn + k + 1))
      : (k * (size - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1));
  }
  return sum;
}
