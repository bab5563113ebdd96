/** Texts to scores: tokenised, sorted into batches and run, all at the same time. */
import { leadingBatch } from '../core/scoring/batches.js';
import type { ResponseScore, ScoreInput } from '../core/scoring/scores.js';
import { isOutOfMemory } from './memory.js';
import type { ModelRules } from './modelRules.js';
import { scoreOf } from './outputs.js';
import { Pool, type Waiting } from './pool.js';
import type { Outputs, Session } from './session.js';
import type { EncodedOrNot } from './threadTask.js';

/** One input's outcome. */
export interface Outcome {
  readonly position: number;
  readonly result: ResponseScore | { readonly failed: string };
}

/** Called around every batch; `before` is awaited, so that it is known what runs before it runs. */
export interface BatchListener {
  /** Does the work when there is a place for one more batch. */
  turn(work: () => Promise<void>): Promise<void>;
  before(positions: readonly number[]): Promise<void>;
  /** `tokens` read, padding left out, and with it. */
  after(outcomes: readonly Outcome[], tokens: number, padded: number): Promise<void>;
}

/** What a pipeline needs of a model. */
export interface PipelineModel {
  readonly session: Session;
  readonly rules: ModelRules;
  encode(inputs: readonly ScoreInput[]): Promise<readonly EncodedOrNot[]>;
  /** Padded tokens that have once been too many for the memory, halved; shared by all jobs of the model. */
  readonly memory: { limit: number };
}

/** Inputs tokenised at a time: few, so that the jobs take turns. */
const CHUNK = 16;
/** Chunks asked for at the same time. */
const CHUNKS_AHEAD = 4;
/** Batches a lane that are wanted in the pool before one is taken: enough of them to find similar lengths. */
const BATCHES_AHEAD = 4;

/** Scores every input once; an abort ends it after the batches that run, with the signal's reason. */
export async function scoreAll(
  model: PipelineModel,
  inputs: readonly ScoreInput[],
  tokenBudget: number,
  listener: BatchListener,
  signal: AbortSignal,
): Promise<void> {
  const pool = new Pool();
  const lanes = model.session.lanes ?? 1;
  const results = await Promise.allSettled([
    fill(pool, model, inputs, listener, signal),
    ...Array.from({ length: lanes }, async () => {
      while (await pool.ready(BATCHES_AHEAD * lanes * tokenBudget)) {
        await listener.turn(async () => {
          signal.throwIfAborted();
          const batch = pool.take(Math.min(tokenBudget, model.memory.limit));
          if (batch.length > 0) await runTold(model, batch, listener);
        });
      }
    }),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function fill(pool: Pool, model: PipelineModel, inputs: readonly ScoreInput[], listener: BatchListener, signal: AbortSignal): Promise<void> {
  let next = 0;
  const encodeSome = async () => {
    while (next < inputs.length && !signal.aborted) {
      const from = next;
      next += CHUNK;
      const encoded = await model.encode(inputs.slice(from, next));
      const good: Waiting[] = [];
      const failed: Outcome[] = [];
      encoded.forEach((one, i) => {
        if ('failed' in one) failed.push({ position: from + i, result: { failed: one.failed } });
        else good.push({ position: from + i, encoded: one });
      });
      pool.add(good);
      if (failed.length > 0) await listener.after(failed, 0, 0);
    }
  };
  try {
    await Promise.all(Array.from({ length: CHUNKS_AHEAD }, encodeSome));
    if (next < inputs.length) signal.throwIfAborted();
  } finally {
    pool.end();
  }
}

async function runTold(model: PipelineModel, batch: readonly Waiting[], listener: BatchListener): Promise<void> {
  await listener.before(batch.map(({ position }) => position));
  const outcomes = await run(model, batch);
  const tokens = batch.reduce((sum, { encoded }) => sum + encoded.ids.length, 0);
  await listener.after(outcomes, tokens, padded(batch));
}

async function run(model: PipelineModel, batch: readonly Waiting[]): Promise<Outcome[]> {
  const outputs = await model.session.run(batch.map(({ encoded }) => encoded)).catch((error: Error) => error);
  if (!(outputs instanceof Error)) return batch.map(({ position }, row) => ({ position, result: scored(outputs, row, model.rules) }));
  const full = isOutOfMemory(outputs);
  if (full) model.memory.limit = Math.min(model.memory.limit, Math.max(1, Math.floor(padded(batch) / 2)));
  if (batch.length === 1) return [{ position: batch[0]!.position, result: { failed: outputs.message.split('\n')[0]! } }];
  const outcomes: Outcome[] = [];
  for (let rest = batch; rest.length > 0; ) {
    // One bad input must not take its neighbours along: a half has it. What did not fit is cut to what is now known to be too much.
    const fitting = full ? leadingBatch(rest.map(({ encoded }) => encoded.ids.length), model.memory.limit) : Math.ceil(batch.length / 2);
    outcomes.push(...(await run(model, rest.slice(0, fitting))));
    rest = rest.slice(fitting);
  }
  return outcomes;
}

function scored(outputs: Outputs, row: number, rules: ModelRules): Outcome['result'] {
  try {
    return scoreOf(outputs, row, rules);
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

function padded(batch: readonly Waiting[]): number {
  return batch.length * Math.max(...batch.map(({ encoded }) => encoded.ids.length));
}
