import type { RecordTable } from '../query/table.js';
import { ranks } from './ranks.js';
import { rewardBy, type ModelScores } from './modelScores.js';
import { lengthOf } from './responses.js';

/** Every response that a model scored, dropped records left out. */
export interface ScoredResponses {
  readonly index: Uint32Array;
  /** Position in the record, from 0. */
  readonly response: Uint32Array;
  /** Scaled reward. */
  readonly reward: Float64Array;
  /** Characters. */
  readonly length: Float64Array;
  /** Ranks of the lengths, made when first asked for. */
  lengthRanks(): Float64Array;
}

/** The responses that a model scored, in the file's order; what is the same as in `before` is not made again. */
export function scoredResponses(table: RecordTable, scores: ModelScores, before: ScoredResponses | null = null): ScoredResponses {
  let most = 0;
  for (let i = 0; i < table.count; i++) most += table.columns.responses.get(i);
  const index = new Uint32Array(most);
  const response = new Uint32Array(most);
  const reward = new Float64Array(most);
  const length = new Float64Array(most);
  let count = 0;
  for (let i = 0; i < table.count; i++) {
    if (table.dropped(i)) continue;
    const n = table.columns.responses.get(i);
    for (let k = 0; k < n; k++) {
      const value = rewardBy(scores, i, n, k);
      if (!Number.isFinite(value)) continue;
      index[count] = i;
      response[count] = k;
      reward[count] = value;
      length[count++] = lengthOf(table, i, k);
    }
  }
  const found = { index: index.subarray(0, count), response: response.subarray(0, count), length: length.subarray(0, count) };
  const rewards = { reward: reward.subarray(0, count) };
  if (before !== null && equal(before.index, found.index) && equal(before.response, found.response)) return { ...before, ...rewards };
  let made: Float64Array | null = null;
  return { ...found, ...rewards, lengthRanks: () => (made ??= ranks(found.length)) };
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
