import { t } from '@vscode/l10n';
import { fitSession, type FitSummary } from '../../../core/fit/fitSession.js';
import { TextRows } from '../../../core/fit/textRows.js';
import type { ScoreInput } from '../../../core/scoring/scores.js';
import type { ModelWish } from '../../../protocol/engine.js';
import { NO_SCORING, type ScoringView } from '../../../protocol/views/scoring.js';
import { namedModels } from '../bundled.js';
import { sha256Hex16 } from '../hash.js';
import type { ScorerClient } from '../scoring/client.js';
import { trainingCount } from '../scoring/trainingPrompts.js';
import { TURNS } from '../turns.js';
import type { OpenFile } from './openFile.js';

const NEWS_MS = 250;

/** Embeddings of an open file's texts, of the model that was used last: fitting anew after relabelling takes seconds. */
const kept = new WeakMap<OpenFile, { readonly model: string; readonly texts: TextRows }>();

/** Fits heads to a file's labels as they stand now and scores it with them, in the background; tells how it goes, never rejects. */
export async function fitFile(open: OpenFile, scorer: ScorerClient, wish: ModelWish): Promise<void> {
  const { signal } = open.scoring();
  // One encoder is fitted: where several models vote, the first.
  const folder = namedModels(wish.folders)[0]!;
  let view: ScoringView = { ...NO_SCORING, state: 'starting' };
  const tell = (change: Partial<ScoringView>) => open.tellScoring((view = { ...view, ...change }));
  try {
    tell({});
    await open.reading.whole();
    const model = await scorer.load(folder, wish.device);
    const { device, adapter, skipped } = model.choice;
    tell({ state: 'running', model: `${model.name}+fit`, device, adapter, skipped });
    const start = performance.now();
    let told = start;
    const onProgress = (done: number, total: number) => {
      if (performance.now() - told < NEWS_MS && done < total) return;
      told = performance.now();
      tell({ done, total, responsesPerSecond: (1000 * done) / (told - start) });
    };
    // The heads are out-of-fold; the encoder under them may know the prompts all the same.
    const training = await trainingCount([{ folder, model }]);
    const onPrompt = (prompt: ScoreInput['prompt']) => training.take(prompt);
    const { failed, cached, responses, fit } = await fitSession(open.session, scorer, folder, model, textsOf(open, model.hash), { ...TURNS, signal, onProgress, onPrompt });
    const done = responses - failed.length;
    tell({ state: 'done', done, total: responses, cached, trained: training.share, message: failed[0] ? t('{0} responses could not be scored: {1}', failed.length, failed[0].reason) : outcome(fit) });
  } catch (error) {
    const cancelled = signal.aborted;
    tell({ state: cancelled ? 'cancelled' : 'failed', message: cancelled ? null : (error as Error).message });
  }
  open.tellChanged(null);
}

function textsOf(open: OpenFile, model: string): TextRows {
  const before = kept.get(open);
  if (before?.model === model) return before.texts;
  const texts = new TextRows(sha256Hex16);
  kept.set(open, { model, texts });
  return texts;
}

function outcome({ pairs, attributes }: FitSummary['fit']): string {
  const parts = pairs ? [t('held-out heads agree with {0}% of {1} preferences', (100 * pairs.accuracy).toFixed(0), pairs.count)] : [];
  const rated = attributes.filter(({ correlation }) => correlation !== null).map(({ attribute, correlation }) => `${attribute} ${correlation!.toFixed(2)}`);
  if (rated.length > 0) parts.push(t('correlation with held-out ratings: {0}', rated.join(', ')));
  return parts.join('; ');
}
