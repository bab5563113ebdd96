/** Which inputs are run together: similar lengths, so that little of a batch is padding. */

/** Share of a batch that may be padding before a new one is begun. */
const PADDING_LIMIT = 1 / 8;

/**
 * Groups positions of `lengths` (tokens) into batches of at most `budget` padded tokens, longest first;
 * an input longer than the budget is a batch of its own. Every position is in exactly one batch.
 */
export function planBatches(lengths: readonly number[], budget: number): number[][] {
  const order = lengths.map((_, position) => position).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  let longest = 0;
  let tokens = 0;
  for (const position of order) {
    const length = lengths[position]!;
    const padded = longest * (batch.length + 1);
    if (batch.length === 0 || padded > budget || padded - tokens - length > padded * PADDING_LIMIT) {
      batch = [];
      batches.push(batch);
      longest = length;
      tokens = 0;
    }
    batch.push(position);
    tokens += length;
  }
  return batches;
}
