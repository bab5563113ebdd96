/** What the benches of p_wrong share: a file's pairs, a copy with planted flips, and how well a score finds them. */
import { writeFileSync } from 'node:fs';
import { Session } from '../../../src/core/session.js';
import { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';
import { openDataset } from '../../../src/platform/node/files/openDataset.js';
import { Random } from '../../support/random.js';

export interface Pair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

/** A session over a file, read to its end. */
export async function session(path: string): Promise<{ session: Session; close(): Promise<void> }> {
  const opened = await openDataset(path);
  const session = new Session(opened.dataset, new DuckTableStore());
  for await (const progress of session.read()) void progress;
  return {
    session,
    async close() {
      await session.close();
      for (const file of opened.files) await file.close();
    },
  };
}

/** The prompt, chosen and rejected text alone of every labelled pair of a file, whatever else its rows hold. */
export async function readPairs(path: string): Promise<Pair[]> {
  const { session: all, close } = await session(path);
  const found: Pair[] = [];
  for (let index = 0; index < all.table.count; index++) {
    const { prompt, responses, preference } = await all.dataset.record(index);
    const [first, second] = responses;
    if (!first || !second || preference?.chosen == null || first.text === second.text) continue;
    const [chosen, rejected] = preference.chosen === 0 ? [first, second] : [second, first];
    found.push({ prompt: prompt.map((turn) => turn.text).join('\n'), chosen: chosen.text, rejected: rejected.text });
  }
  await close();
  return found;
}

/** Writes the pairs with `share` of them flipped at random; gives which ones are. */
export function plant(path: string, pairs: readonly Pair[], share: number, seed: number): boolean[] {
  const random = new Random(seed * 7919);
  const flipped = pairs.map(() => random.next() < share);
  writeFileSync(path, pairs.map(({ prompt, chosen, rejected }, i) => `${JSON.stringify(flipped[i] ? { prompt, chosen: rejected, rejected: chosen } : { prompt, chosen, rejected })}\n`).join(''));
  return flipped;
}

/** Area under the ROC curve, ties counted half. */
export function auroc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let at = from; at < to; at++) if (positive[order[at]!]) ranks += (from + to + 1) / 2;
    from = to;
  }
  const n = positive.filter(Boolean).length;
  return (ranks - (n * (n + 1)) / 2) / (n * (positive.length - n));
}
