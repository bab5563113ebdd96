/** Which inputs are run together: similar lengths, so that little of a batch is padding. */

/** Share of a batch that may be padding. */
const PADDING_LIMIT = 1 / 20;

/**
 * How many of the first inputs make one batch: at most `budget` padded tokens and a twentieth of them padding, but one
 * input at least. `lengths` (tokens) run from the longest to the shortest.
 */
export function leadingBatch(lengths: readonly number[], budget: number): number {
  const longest = lengths[0] ?? 0;
  let tokens = 0;
  let count = 0;
  for (const length of lengths) {
    const padded = longest * (count + 1);
    if (count > 0 && (padded > budget || padded - tokens - length > padded * PADDING_LIMIT)) break;
    tokens += length;
    count += 1;
  }
  return count;
}

/** Groups positions of `lengths` into such batches, longest first; every position is in exactly one. `budgetAt` gives the budget by the longest length. */
export function planBatches(lengths: readonly number[], budgetAt: (longest: number) => number): number[][] {
  const order = lengths.map((_, position) => position).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const sorted = order.map((position) => lengths[position]!);
  const batches: number[][] = [];
  for (let from = 0; from < order.length; ) {
    const budget = budgetAt(sorted[from]!);
    const to = from + leadingBatch(sorted.slice(from, from + Math.max(1, budget)), budget);
    batches.push(order.slice(from, to));
    from = to;
  }
  return batches;
}
