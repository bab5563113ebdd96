/** Inputs that begin with the same tokens, and whether it pays to run those once. */

/** What a device could have read in the time that one more run costs it, as a share of a batch's tokens. */
const RUN_SHARE = 1 / 16;
/** Tokens that a batch holds with its prefix, the prefix counted for every input, where its own budget is smaller. */
const HELD_TOKENS = 4096;

/** How large a batch may be. */
export interface Room {
  /** Padded tokens that are read. */
  readonly budget: number;
  /** Padded tokens that are held, the prefix counted for every input; by default what suits the budget. */
  readonly held?: number;
}

/** The first `length` tokens of some texts (`members`, positions in the list, the longest first). */
export interface SharedPrefix {
  readonly length: number;
  readonly members: readonly number[];
}

/**
 * The prefix that saves most, with the texts that have it; every one of them has at least one token after it. Null where
 * running it by itself costs as much as it saves: a run more is worth a sixteenth of `budget`, and tails are padded too.
 */
export function sharedPrefix(texts: readonly (readonly number[])[], budget: number): SharedPrefix | null {
  // The shortest has lost nothing to the model's length.
  const reference = texts.reduce<readonly number[]>((best, text) => (best.length === 0 || text.length < best.length ? text : best), []);
  const common = texts.map((text) => Math.min(text.length - 1, inCommon(text, reference)));
  const order = texts.map((_, i) => i).sort((a, b) => common[b]! - common[a]! || a - b);
  let count = 0;
  let saved = 0;
  order.forEach((text, before) => {
    if (common[text]! * before > saved) [count, saved] = [before + 1, common[text]! * before];
  });
  if (count < 2) return null;
  const length = common[order[count - 1]!]!;
  const members = order.slice(0, count).sort((a, b) => texts[b]!.length - texts[a]!.length || a - b);
  const lengths = members.map((member) => texts[member]!.length);
  const tails = lengths.map((each) => each - length);
  const run = budget * RUN_SHARE;
  const batches = tailBatches(tails, length, { budget });
  let from = 0;
  const padded = batches.reduce((sum, size) => sum + size * tails[(from += size) - size]!, 0);
  const plain = lengths.reduce((sum, each) => sum + each, 0);
  return length + padded + (1 + batches.length) * run < plain + (plain / budget) * run ? { length, members } : null;
}

/**
 * Sizes of the batches in which tails (tokens, the longest first) behind one prefix are run: those that cost least, padding
 * and a run's own cost together.
 */
export function tailBatches(tails: readonly number[], prefix: number, { budget, held = Infinity }: Room): number[] {
  const run = budget * RUN_SHARE;
  const most = Math.min(held, Math.max(budget, HELD_TOKENS));
  const cost = new Float64Array(tails.length + 1);
  const size = new Uint32Array(tails.length);
  for (let from = tails.length - 1; from >= 0; from--) {
    const width = tails[from]!;
    cost[from] = Infinity;
    for (let count = 1; from + count <= tails.length; count++) {
      if (count > 1 && (count * width > budget || count * (prefix + width) > most)) break;
      const total = count * width + run + cost[from + count]!;
      // Of equal ways the one with the larger batch.
      if (total <= cost[from]!) [cost[from], size[from]] = [total, count];
    }
  }
  const batches: number[] = [];
  for (let from = 0; from < tails.length; from += size[from]!) batches.push(size[from]!);
  return batches;
}

function inCommon(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}
