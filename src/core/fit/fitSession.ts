import { fingerprints, moves } from '../query/fingerprint.js';
import { votersOf } from '../scoring/scoreRecords.js';
import type { LoadedModel } from '../scoring/loadedModel.js';
import type { RecordScores, ScoreInput } from '../scoring/scores.js';
import type { Session } from '../session.js';
import { crossFit, FOLDS, MEMBERS, type CrossFit } from './crossFit.js';
import type { Embedder } from './embedder.js';
import { embedRecords, type EmbeddedRecords } from './embedRecords.js';
import { Labels } from './labels.js';
import type { TextRows } from './textRows.js';
import { inTurns, turn, type Turns } from './turns.js';

/** How a fit is watched and ended. */
export interface FitWatch extends Turns {
  /** At most so many records, from the first. */
  readonly limit?: number;
  /** Hears each record's prompt as its labels are read. */
  readonly onPrompt?: (prompt: ScoreInput['prompt']) => void;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onRecord?: (index: number, scores: RecordScores) => void;
}

/** What a fit came to. */
export interface FitSummary extends EmbeddedRecords {
  /** The encoder with its heads, as a model that scored the file. */
  readonly model: LoadedModel;
  readonly fit: {
    readonly folds: number;
    readonly members: number;
    readonly pairs: { readonly count: number; readonly prompts: number; readonly accuracy: number } | null;
    /** Correlation of held-out predictions with the labels, and their error, by attribute. */
    readonly attributes: readonly { readonly attribute: string; readonly count: number; readonly correlation: number | null; readonly sd: number }[];
  };
  readonly seconds: number;
}

/** Records that are read between two turns of others. */
const RECORDS_AT_ONCE = 250;

/**
 * Fits heads on `model`'s embeddings to the labels of the file as they stand now, unsaved edits included, and lets them vote
 * in the place of other scores: every record's score comes from heads that saw no label of its prompt. `texts` keeps the
 * embeddings for the next time; it belongs to one model.
 */
export async function fitSession(session: Session, embedder: Embedder, folder: string, model: LoadedModel, texts: TextRows, watch: FitWatch): Promise<FitSummary> {
  const start = watch.now();
  const count = Math.min(session.table.count, watch.limit ?? Infinity);
  const embedded = await embedRecords(session, embedder, folder, texts, count, watch, (done, total) => watch.onProgress?.(done, total));
  const labels = new Labels();
  const seen: { rows: readonly number[]; prints: readonly number[] }[] = [];
  for (let index = 0; index < count; index++) {
    const record = await session.dataset.record(index);
    watch.onPrompt?.(record.prompt);
    seen.push({ rows: labels.take(record, texts), prints: fingerprints(record.responses.map(({ text }) => text)) });
    if (index % RECORDS_AT_ONCE === 0) await turn(watch);
  }
  if (texts.count === 0) throw new Error(embedded.failed[0]?.reason ?? 'there is no response to learn from');
  const found = await inTurns(crossFit(texts, labels, model), watch);

  const fitted = fittedModel(model, found);
  session.table.setVoters(votersOf(fitted));
  session.table.attributes.predictedOnFileScale = true;
  for (let index = 0; index < count; index++) {
    const { rows, prints } = seen[index]!;
    // A flip may have come while the heads were fitted: scores go with their texts.
    const moved = moves(prints, session.table.columns.prints.get(index));
    const scores = scoresOf(found, moved.map((from) => rows[from] ?? -1));
    session.table.setScores(index, scores);
    watch.onRecord?.(index, scores);
    if (index % RECORDS_AT_ONCE === 0) await turn(watch);
  }
  session.judge(fitted);
  await session.mark();
  return { model: fitted, fit: report(found), ...embedded, seconds: (watch.now() - start) / 1000 };
}

/** Rewards are log-odds: the scale that makes them comparable with other models is taken back by the slope. */
function fittedModel(model: LoadedModel, { pairs, ratings }: CrossFit): LoadedModel {
  return {
    ...model,
    name: `${model.name}+fit`,
    members: pairs === null ? 0 : MEMBERS,
    scale: pairs?.scale ?? null,
    attributes: ratings.map(({ attribute }) => attribute),
    calibration: pairs && { slope: pairs.scale, intercept: 0 },
    // The encoder's own numbers are not the heads'.
    wrong: null,
  };
}

function scoresOf({ pairs, ratings, foldOfRow }: CrossFit, rows: readonly number[]): RecordScores {
  return {
    rewards: (pairs?.rewards ?? []).map((list) => rows.map((row) => list[row] ?? null)),
    attributes: rows.map((row) => (row < 0 ? [] : ratings.map(({ attribute, predicted, sd }) => ({ attribute, mean: predicted[row]!, sd: sd[foldOfRow[row]!]! })))),
  };
}

function report({ pairs, ratings }: CrossFit): FitSummary['fit'] {
  return {
    folds: FOLDS,
    members: MEMBERS,
    pairs: pairs && { count: pairs.count, prompts: pairs.prompts, accuracy: pairs.accuracy },
    attributes: ratings.map(({ attribute, count, correlation, sd }) => ({ attribute, count, correlation, sd: sd.reduce((sum, each) => sum + each, 0) / sd.length })),
  };
}
