import { below } from './hypergeometric.js';

/** One less the level of every interval. */
const ALPHA = 0.05;

/** What one stratum has shown: `wrong` of `answered` drawn at random without replacement from `size`. */
export interface Shown {
  readonly size: number;
  readonly answered: number;
  readonly wrong: number;
}

/** 95% interval of the number of wrong ones in a stratum: the counts that neither tail of the hypergeometric distribution refuses at 2.5% (Wright 1991; Clopper-Pearson for a finite population). It covers at least so often. */
export function markedInterval({ size, answered, wrong }: Shown, alpha = ALPHA): readonly [low: number, high: number] {
  const least = wrong;
  const most = size - (answered - wrong);
  const reached = (marked: number) => 1 - below(wrong, answered, marked, size).less;
  const kept = (marked: number) => {
    const { less, equal } = below(wrong, answered, marked, size);
    return less + equal;
  };
  // Of the first count that is not refused from below, and the last that is not refused from above.
  const low = wrong === 0 ? 0 : first(least, most, (marked) => reached(marked) > alpha / 2);
  const high = wrong === answered ? most : first(least, most, (marked) => kept(marked) <= alpha / 2) - 1;
  return [low, Math.max(high, least)];
}

/** The first whole number from `low` that the condition holds for, and for all after it; `high` + 1 where it holds for none. */
function first(low: number, high: number, holds: (marked: number) => boolean): number {
  let from = low;
  let to = high + 1;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
