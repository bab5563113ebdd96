import { fitSession, type FitSummary, type FitWatch } from '../core/fit/fitSession.js';
import { TextRows } from '../core/fit/textRows.js';
import type { DeviceWish } from '../core/scoring/deviceWish.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import type { TrainedShare } from '../core/scoring/training.js';
import type { Session } from '../core/session.js';
import { sha256Hex16 } from '../platform/node/hash.js';
import { trainingCount } from '../platform/node/scoring/trainingPrompts.js';
import { TURNS } from '../platform/node/turns.js';
import { note } from './output.js';
import { noteDevice, watchProgress, withScorer } from './session.js';

/** Fits heads to the file's labels on a model's embeddings and scores with them, out of fold; what came of it is on stderr. */
export function fitFile(session: Session, folder: string, device: DeviceWish, options: Pick<FitWatch, 'limit' | 'onRecord'> = {}): Promise<FitSummary & { readonly trained: TrainedShare | null }> {
  return withScorer(async (scorer) => {
    const model = await scorer.load(folder, device);
    noteDevice(model);
    const training = await trainingCount([{ folder, model }]);
    const onPrompt = (prompt: ScoreInput['prompt']) => training.take(prompt);
    const found = await fitSession(session, scorer, folder, model, new TextRows(sha256Hex16), { ...TURNS, onProgress: watchProgress, onPrompt, ...options });
    noteFit(found);
    return { ...found, trained: training.share };
  });
}

function noteFit({ fit: { folds, members, pairs, attributes }, failed }: FitSummary): void {
  for (const { position, reason } of failed) note(`response ${position + 1} could not be scored: ${reason}`);
  if (pairs) note(`fitted to ${pairs.count} pairs of ${pairs.prompts} prompts, ${folds} folds of ${members} heads; held out, they agree with ${(100 * pairs.accuracy).toFixed(1)}% of the labels`);
  for (const { attribute, count, correlation, sd } of attributes) {
    note(`fitted to ${count} ratings of ${attribute}; held out, predictions miss by ${sd.toFixed(2)}${correlation === null ? '' : ` and correlate by ${correlation.toFixed(2)}`}`);
  }
}
