import { fingerprints, moves } from '../query/fingerprint.js';
import type { RecordTable } from '../query/table.js';
import type { Records } from '../records.js';
import type { SessionWatch } from '../session.js';
import type { Scorer, ScoreSummary } from './scorer.js';
import { inputsOf, scoreRecords, votersOf } from './scoreRecords.js';
import { together, type ScoringModel } from './scoringModels.js';
import type { RecordScores, ScoreInput } from './scores.js';

/** Records are read and scored so many at a time. */
const AT_ONCE = 1000;

/** Scores the records of a file with loaded models, which then vote in its table; `changed` hears of each record before its scores are there. */
export async function scoreTable(
  { table, dataset }: { readonly table: RecordTable; readonly dataset: Records },
  scorer: Scorer,
  models: readonly ScoringModel[],
  watch: SessionWatch,
  changed: (index: number) => void,
): Promise<ScoreSummary> {
  const total = { tokens: 0, seconds: 0, cached: 0, computed: 0, failed: [] as ScoreSummary['failed'][number][] };
  const count = Math.min(table.count, watch.limit ?? Infinity);
  const all = responsesIn(table, count) * models.length;
  table.setVoters(models.flatMap(({ model }) => votersOf(model)));
  let position = 0;
  let done = 0;
  for (let from = 0; from < count; from += AT_ONCE) {
    const records = await inputsIn(dataset, from, Math.min(count, from + AT_ONCE));
    for (const { inputs } of records) if (inputs[0]) watch.onPrompt?.(inputs[0].prompt);
    const responses = records.reduce((sum, { inputs }) => sum + inputs.length, 0);
    const found = records.map((): RecordScores[] => []);
    for (const [place, { folder, model }] of models.entries()) {
      const summary = await scoreRecords(scorer, folder, model, records, {
        ...(watch.signal && { signal: watch.signal }),
        onRecord: (index, scores) => {
          const { inputs } = records[index - from]!;
          const own = found[index - from]!;
          own[place] = scores;
          changed(index);
          table.setScores(index, inPresentOrder(table, index, inputs, together(models, own, inputs.length)));
          watch.onRecord?.(index, scores, model);
        },
        onProgress: (some) => watch.onProgress?.(done + some, all),
      });
      total.tokens += summary.tokens;
      total.seconds += summary.seconds;
      total.cached += summary.cached;
      total.computed += summary.computed;
      const by = models.length > 1 ? `${model.name}: ` : '';
      total.failed.push(...summary.failed.map((failure) => ({ position: position + failure.position, reason: by + failure.reason })));
      done += responses;
    }
    position += responses;
  }
  return total;
}

async function inputsIn(dataset: Records, from: number, to: number): Promise<{ readonly index: number; readonly inputs: readonly ScoreInput[] }[]> {
  const found: { index: number; inputs: readonly ScoreInput[] }[] = [];
  for (let index = from; index < to; index++) found.push({ index, inputs: inputsOf(await dataset.record(index)) });
  return found;
}

/** A flip may have come while the record was being scored: scores go with their texts. */
function inPresentOrder(table: RecordTable, index: number, inputs: readonly ScoreInput[], scores: RecordScores): RecordScores {
  const scored = fingerprints(inputs.map(({ response }) => response));
  const moved = moves(scored, table.columns.prints.get(index));
  return {
    rewards: scores.rewards.map((list) => moved.map((from) => list[from] ?? null)),
    attributes: moved.map((from) => scores.attributes[from] ?? []),
  };
}

function responsesIn(table: RecordTable, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += table.columns.responses.get(index);
  return sum;
}
