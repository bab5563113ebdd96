import { stratifiedCount, type CountEstimate } from './stratified.js';
import type { Shown } from './markedInterval.js';

/** A share, 0 to 1, with its 95% interval. */
export interface ShareEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The share of wrong labels that the flags catch: wrong among the flagged, of all wrong. The interval holds every share r for
 * which 0 is in the MOVER interval of (1 - r) flagged - r unflagged (Fieller's way with unequal distances: Donner and Zou
 * 2012). Null where no wrong label was found.
 */
export function recallOf(flagged: readonly Shown[], unflagged: readonly Shown[]): ShareEstimate | null {
  return shareOf(stratifiedCount(flagged), stratifiedCount(unflagged));
}

/** The share that one estimated count has in its sum with another, independent one; null where both are estimated as 0. */
export function shareOf(part: CountEstimate, rest: CountEstimate): ShareEstimate | null {
  const sum = part.estimate + rest.estimate;
  if (!(sum > 0)) return null;
  const estimate = part.estimate / sum;
  const holds = (share: number, part0: number, rest0: number) => {
    const difference = (1 - share) * part.estimate - share * rest.estimate;
    return difference ** 2 <= ((1 - share) * (part.estimate - part0)) ** 2 + (share * (rest.estimate - rest0)) ** 2 + 1e-12;
  };
  return {
    estimate,
    low: edge(estimate, 0, (share) => holds(share, part.low, rest.high)),
    high: edge(estimate, 1, (share) => holds(share, part.high, rest.low)),
  };
}

/** Where a condition that holds at `from` ends on the way to `to`; `to` itself where it holds there. */
function edge(from: number, to: number, holds: (share: number) => boolean): number {
  if (holds(to)) return to;
  let [inside, outside] = [from, to];
  for (let step = 0; step < 50; step++) {
    const middle = (inside + outside) / 2;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
