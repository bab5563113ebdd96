import { t } from '@vscode/l10n';
import { labelAgreement } from '../../../core/query/labelAgreement.js';
import { calibrating, type ScoringModel } from '../../../core/scoring/scoringModels.js';
import type { ScoreInput } from '../../../core/scoring/scores.js';
import type { ModelWish } from '../../../protocol/engine.js';
import { NO_SCORING, type ScoringView } from '../../../protocol/views/scoring.js';
import { namedModels } from '../bundled.js';
import type { ScorerClient } from '../scoring/client.js';
import { loadModels } from '../scoring/loadModels.js';
import { trainingCount } from '../scoring/trainingPrompts.js';
import type { OpenFile } from './openFile.js';

const NEWS_MS = 250;

/** Scores a file in the background and tells how it goes; never rejects. */
export async function scoreFile(open: OpenFile, scorer: ScorerClient, wish: ModelWish): Promise<void> {
  const { signal } = open.scoring();
  const { session } = open;
  let view: ScoringView = { ...NO_SCORING, state: 'starting' };
  const tell = (change: Partial<ScoringView>) => open.tellScoring((view = { ...view, ...change }));
  let models: readonly ScoringModel[] = [];
  try {
    tell({});
    await open.reading.usable;
    models = await loadModels(scorer, namedModels(wish.folders), wish.device);
    const { device, adapter, skipped } = models[0]!.model.choice;
    tell({ state: 'running', model: models.map(({ model }) => model.name).join(', '), device, adapter, skipped });
    const training = await trainingCount(models);
    const news = newsOf(open, (change) => tell({ ...change, trained: training.share }));
    const onPrompt = (prompt: ScoreInput['prompt']) => training.take(prompt);
    const { failed, cached, computed } = await session.score(scorer, models, { signal, onPrompt, onRecord: news.record, onProgress: news.progress });
    news.flush();
    const message = failed.length > 0 ? t('{0} responses could not be scored: {1}', failed.length, failed[0]!.reason) : null;
    const done = cached + computed;
    tell({ state: 'done', done, total: done + failed.length, cached, message, trained: training.share, skipped: [...view.skipped, ...scorer.unused], agreement: labelAgreement(session.table) });
  } catch (error) {
    const cancelled = signal.aborted;
    if (models.length > 0) {
      session.judge(calibrating(models));
      await session.mark();
    }
    tell({ state: cancelled ? 'cancelled' : 'failed', message: cancelled ? null : (error as Error).message });
  }
  open.tellChanged(null);
}

/** Gathers news, so that a page hears a few times a second and not once a response. */
function newsOf(open: OpenFile, tell: (change: Partial<ScoringView>) => void) {
  const start = performance.now();
  let told = start;
  let changed: number[] = [];
  const flush = () => {
    if (changed.length > 0) open.tellChanged(changed);
    changed = [];
    told = performance.now();
  };
  return {
    flush,
    record: (index: number) => void changed.push(index),
    progress: (done: number, total: number) => {
      if (performance.now() - told < NEWS_MS) return;
      tell({ done, total, responsesPerSecond: (1000 * done) / (performance.now() - start) });
      flush();
    },
  };
}
