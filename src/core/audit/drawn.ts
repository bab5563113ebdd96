import { randomStream, shuffled } from '../fit/random.js';

/** One record of a sample: its place in its stratum's list, and the stratum. */
export interface Drawn {
  readonly stratum: number;
  readonly member: number;
}

/**
 * Draws a sample: in each stratum without replacement, in random order; then one order for all in which every stratum comes
 * once before any comes twice and from then on in proportion, so that the answers so far are at any time a random sample of
 * each stratum. Equal seeds draw equal samples.
 */
export function draw(sizes: readonly number[], counts: readonly number[], seed: number): readonly Drawn[] {
  const random = randomStream(seed);
  const all = sizes.flatMap((size, stratum) => {
    const order = shuffled(size, random);
    const count = Math.min(counts[stratum] ?? 0, size);
    return Array.from({ length: count }, (_, rank) => ({
      drawn: { stratum, member: order[rank]! },
      at: rank === 0 ? random() - 1 : (rank + random()) / count,
    }));
  });
  return all.sort((a, b) => a.at - b.at).map(({ drawn }) => drawn);
}
