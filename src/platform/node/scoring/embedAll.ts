/** Embeds inputs in a scorer process that may die at any time. */
import type { EmbedSummary, EmbedWatch } from '../../../core/fit/embedder.js';
import type { ScoreInput } from '../../../core/scoring/scores.js';
import type { Embeddings } from '../../../protocol/scorer.js';
import { ScorerDeath } from './scorerProcess.js';
import type { Supervisor } from './supervisor.js';

/** Inputs of one request: enough to sort by length, few enough to hear of progress, and to lose. */
const AT_ONCE = 128;

/** Inputs that failed one after the other, after which it is not the inputs' fault. */
const FAILURES_IN_A_ROW = 4;

/** Embeds every input once. Where a request fails its halves are tried, down to the one input that cannot be done. */
export async function embedAll(
  supervisor: Supervisor,
  model: string,
  inputs: readonly ScoreInput[],
  tokenBudget: number,
  { signal, onEmbedded, onProgress }: EmbedWatch,
): Promise<EmbedSummary> {
  const ask = async (from: number, to: number): Promise<Embeddings | { readonly failed: Error }> => {
    signal?.throwIfAborted();
    const answer = await supervisor.embed(model, inputs.slice(from, to), tokenBudget, signal);
    if ('failed' in answer && signal?.aborted) throw signal.reason;
    return answer;
  };
  // A model without embeddings says so before any work is done.
  const first = await ask(0, 0);
  if ('failed' in first) throw first.failed;
  const failed: { position: number; reason: string }[] = [];
  let tokens = 0;
  let streak = 0;
  const work = async (from: number, to: number): Promise<void> => {
    const alone = to - from === 1;
    let answer = await ask(from, to);
    // Of several inputs the halves are the second attempt.
    if ('failed' in answer && alone && answer.failed instanceof ScorerDeath) answer = await ask(from, to);
    if (!('failed' in answer)) {
      const { items, size } = answer;
      streak = 0;
      tokens += answer.tokens;
      items.forEach((item, i) => {
        if ('failed' in item) failed.push({ position: from + i, reason: item.failed });
        else onEmbedded(from + i, { numbers: floats(item.numbers), size });
      });
    } else if (!alone) {
      const middle = (from + to) >> 1;
      await work(from, middle);
      return work(middle, to);
    } else {
      if (++streak >= FAILURES_IN_A_ROW) throw answer.failed;
      failed.push({ position: from, reason: answer.failed.message.split('\n')[0]! });
    }
    onProgress(to, inputs.length);
  };
  for (let from = 0; from < inputs.length; from += AT_ONCE) await work(from, Math.min(inputs.length, from + AT_ONCE));
  return { tokens, failed };
}

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  const numbers = new Float32Array(bytes.length / 4);
  for (let i = 0; i < numbers.length; i++) numbers[i] = bytes.readFloatLE(4 * i);
  return numbers;
}
