import type { LoadedModel } from '../../core/scoring/loadedModel.js';
import type { ScoreSummary } from '../../core/scoring/scorer.js';
import { scoreRows, type ScoreRow } from '../../core/scoring/scoreRows.js';
import type { DeviceWish } from '../../core/scoring/deviceWish.js';
import type { RecordScores, ScoreInput } from '../../core/scoring/scores.js';
import type { TrainedShare } from '../../core/scoring/training.js';
import type { Session, SessionWatch } from '../../core/session.js';
import { writeScores } from '../../platform/duckdb/scoreFile.js';
import { loadModels } from '../../platform/node/scoring/loadModels.js';
import { trainingCount } from '../../platform/node/scoring/trainingPrompts.js';
import { count, parse, SCORING, UsageError } from '../args.js';
import { fitFile } from '../fitting.js';
import { note, print } from '../output.js';
import { deviceOf, modelFolder, modelFolders, noteDevice, watchProgress, withScorer, withSession } from '../session.js';

const USAGE = 'score FILE [--model DIR|bundled]... [--fit] [--device auto|cuda|webgpu|dml|coreml|cpu] [--out scores.parquet|.jsonl] [--limit N] [--schema S] [--split NAME] [--attach FILE]... [--json]';
const OPTIONS = { ...SCORING, out: { type: 'string' }, limit: { type: 'string' } } as const;

/** Names of score files. */
const SCORE_FILE = /\.(parquet|jsonl|ndjson)$/i;

/** Scores every response, and writes the scores where `--out` is given. */
export async function score(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 1);
  if (values['no-score']) throw new UsageError('score runs a model, and --no-score never does: they contradict each other');
  if (values.out !== undefined && !SCORE_FILE.test(values.out)) throw new UsageError(`--out takes a .parquet or .jsonl file, not ${values.out}`);
  const folders = modelFolders(values.model);
  const device = deviceOf(values.device);
  const limit = values.limit === undefined ? Infinity : count(values.limit, '--limit', 1);
  const report = await withSession(positionals[0] as string, values, async ({ session }) => {
    const rows: ScoreRow[] = [];
    const heard: { index: number; scores: RecordScores; by: LoadedModel | undefined }[] = [];
    const onRecord = (index: number, scores: RecordScores, by?: LoadedModel) => void (values.out !== undefined && heard.push({ index, scores, by }));
    const watch = { limit, onRecord };
    const found = await (values.fit ? fitFile(session, modelFolder(values.model), device, watch) : scoreAll(session, folders, device, watch));
    const { model, fit, trained, ...summary } = found;
    const models = 'models' in found ? found.models : [model];
    for (const { index, scores, by } of heard) rows.push(...scoreRows(index, session.table.columns.id.get(index) ?? '', by ?? model, scores));
    if (values.out !== undefined) await writeScores(values.out, rows.sort((a, b) => a.index - b.index || a.response - b.response));
    // Each model scores every response.
    const responses = Math.ceil((summary.computed + summary.cached) / models.length);
    return {
      ...model.choice,
      models: models.map(({ name }) => name),
      voters: session.table.voters.map(({ name, scale }) => ({ name, scale })),
      responses,
      failed: summary.failed.length,
      tokens: summary.tokens,
      seconds: summary.seconds,
      responsesPerSecond: summary.computed / summary.seconds,
      tokensPerSecond: summary.tokens / summary.seconds,
      cached: summary.cached,
      trained,
      ...(fit && { fit }),
      ...(values.out !== undefined && { out: values.out }),
    };
  });
  print(values.json, report, () => [
    `${report.responses} responses scored on ${report.device} (${report.adapter}), ${report.cached} of them from the cache`,
    `${report.tokens} tokens in ${report.seconds.toFixed(1)} s: ${report.responsesPerSecond.toFixed(1)} responses/s`,
    ...(report.trained && report.trained.prompts > 0 ? [`${report.trained.models.join(', ')} learned from the prompts of ${report.trained.prompts} of these ${report.trained.of} records: scores look better there than they are elsewhere`] : []),
  ]);
}

/** What a scoring with models as they are came to; `model` is the first. */
interface Scored extends ScoreSummary {
  readonly model: LoadedModel;
  readonly models: readonly LoadedModel[];
  readonly trained: TrainedShare | null;
  readonly fit?: undefined;
}

function scoreAll(session: Session, folders: readonly string[], device: DeviceWish, watch: SessionWatch): Promise<Scored> {
  return withScorer(async (scorer) => {
    const models = await loadModels(scorer, folders, device, noteDevice);
    const training = await trainingCount(models);
    const onPrompt = (prompt: ScoreInput['prompt']) => training.take(prompt);
    const summary = await session.score(scorer, models, { ...watch, onPrompt, onProgress: watchProgress });
    for (const { device: other, reason } of scorer.unused) note(`${other} not used: ${reason}`);
    for (const { position, reason } of summary.failed) note(`response ${position + 1} could not be scored: ${reason}`);
    return { ...summary, trained: training.share, model: models[0]!.model, models: models.map(({ model }) => model) };
  });
}
