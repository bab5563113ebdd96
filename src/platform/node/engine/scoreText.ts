import type { ResponseScore } from '../../../core/scoring/scores.js';
import type { ModelWish, TextScore } from '../../../protocol/engine.js';
import { namedModels } from '../bundled.js';
import type { ScorerClient } from '../scoring/client.js';

/** Scores one text alone; the reward on the model's fixed scale. */
export async function scoreText(
  scorer: ScorerClient,
  wish: ModelWish,
  { prompt, text }: { prompt: string; text: string },
  signal: AbortSignal,
): Promise<TextScore> {
  const folder = namedModels(wish.folders)[0]!;
  const { name, scale, choice } = await scorer.load(folder, wish.device);
  const turns = prompt === '' ? [] : [{ role: 'user', text: prompt }];
  let score: ResponseScore | null = null;
  const { failed } = await scorer.score(folder, [{ prompt: turns, response: text }], { signal, onScored: (_, found) => void (score = found) });
  if (failed[0]) throw new Error(failed[0].reason);
  const { rewards, attributes } = score as unknown as ResponseScore;
  return { model: name, ...choice, reward: rewards.length === 0 ? null : meanAndSd(rewards.map((reward) => reward / (scale ?? 1))), attributes };
}

function meanAndSd(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
