import { scoreRows, type ScoreRow } from '../../core/scoring/scoreRows.js';
import { writeScores } from '../../platform/duckdb/scoreFile.js';
import { count, parse, SCORING } from '../args.js';
import { note, print } from '../output.js';
import { deviceOf, modelFolder, noteDevice, watchProgress, withScorer, withSession } from '../session.js';

const USAGE = 'score FILE [--model DIR|bundled] [--device auto|cuda|webgpu|dml|coreml|cpu] [--out scores.parquet|.jsonl] [--limit N] [--schema S] [--split NAME] [--json]';
const OPTIONS = { ...SCORING, out: { type: 'string' }, limit: { type: 'string' } } as const;

/** Scores every response, and writes the scores where `--out` is given. */
export async function score(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 1);
  const folder = modelFolder(values.model);
  const device = deviceOf(values.device);
  const limit = values.limit === undefined ? Infinity : count(values.limit, '--limit', 1);
  const report = await withSession(positionals[0] as string, values, ({ session }) =>
    withScorer(async (scorer) => {
      const model = await scorer.load(folder, device);
      noteDevice(model);
      const rows: ScoreRow[] = [];
      const summary = await session.score(scorer, folder, model, {
        limit,
        onProgress: watchProgress,
        onRecord: (index, scores) => {
          if (values.out !== undefined) rows.push(...scoreRows(index, session.table.columns.id.get(index) ?? '', model, scores));
        },
      });
      for (const { position, reason } of summary.failed) note(`response ${position + 1} could not be scored: ${reason}`);
      if (values.out !== undefined) await writeScores(values.out, rows.sort((a, b) => a.index - b.index || a.response - b.response));
      const responses = summary.computed + summary.cached;
      return {
        ...model.choice,
        models: [model.name],
        responses,
        failed: summary.failed.length,
        tokens: summary.tokens,
        seconds: summary.seconds,
        responsesPerSecond: summary.computed / summary.seconds,
        tokensPerSecond: summary.tokens / summary.seconds,
        cached: summary.cached,
        ...(values.out !== undefined && { out: values.out }),
      };
    }),
  );
  print(values.json, report, () => [
    `${report.responses} responses scored on ${report.device} (${report.adapter}), ${report.cached} of them from the cache`,
    `${report.tokens} tokens in ${report.seconds.toFixed(1)} s: ${report.responsesPerSecond.toFixed(1)} responses/s`,
  ]);
}
