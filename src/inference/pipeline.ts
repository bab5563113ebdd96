/** Texts to scores: tokenised, sorted into batches and run, all at the same time. */
import { leadingBatch } from '../core/scoring/batches.js';
import type { ResponseScore, ScoreInput } from '../core/scoring/scores.js';
import { Gathering } from './gathering.js';
import { isOutOfMemory } from './memory.js';
import type { ModelRules } from './modelRules.js';
import { scoreOf } from './outputs.js';
import { Pool, type Batch, type Waiting } from './pool.js';
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
  /** Padded tokens that a batch with an input of `longest` tokens may have on the device, whatever the budget. */
  most(longest: number): number;
  /** Padded tokens that have once been too many for the memory, halved, and the longest prefix that is still reused; shared by all jobs of the model. */
  readonly memory: { limit: number; longestPrefix?: number };
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
  const longest = () => model.memory.longestPrefix ?? Infinity;
  const gathering = model.session.reuses ? new Gathering(pool, inputs, tokenBudget, longest) : null;
  const results = await Promise.allSettled([
    fill(pool, gathering, model, inputs, listener, signal),
    ...Array.from({ length: lanes }, async (_, lane) => {
      while (await pool.ready(BATCHES_AHEAD * lanes * tokenBudget)) {
        await listener.turn(async () => {
          signal.throwIfAborted();
          pool.dissolve(longest());
          const batch = pool.take(lane, { budget: tokenBudget, held: model.memory.limit }, (longest) => model.most(longest));
          if (batch.inputs.length > 0) await runTold(model, batch, listener);
        });
      }
    }),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function fill(
  pool: Pool,
  gathering: Gathering | null,
  model: PipelineModel,
  inputs: readonly ScoreInput[],
  listener: BatchListener,
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  const encodeSome = async () => {
    while (next < inputs.length && !signal.aborted) {
      const from = next;
      next += CHUNK;
      const encoded = await model.encode(inputs.slice(from, next));
      const good: Waiting[] = [];
      const failed: Outcome[] = [];
      encoded.forEach((one, i) => {
        const position = from + i;
        if ('failed' in one) {
          failed.push({ position, result: { failed: one.failed } });
          gathering?.leaveOut(position);
        } else if (gathering) gathering.add({ position, encoded: one });
        else good.push({ position, encoded: one });
      });
      if (good.length > 0) pool.add(good);
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

async function runTold(model: PipelineModel, batch: Batch, listener: BatchListener): Promise<void> {
  await listener.before(batch.inputs.map(({ position }) => position));
  const cost = { tokens: 0, padded: 0 };
  const outcomes = await run(model, batch, cost);
  await listener.after(outcomes, cost.tokens, cost.padded);
}

/** `cost` is counted up by what was read to an end. */
async function run(model: PipelineModel, { inputs, prefix }: Batch, cost: { tokens: number; padded: number }): Promise<Outcome[]> {
  const { session, memory, rules } = model;
  const width = Math.max(...inputs.map(({ encoded }) => encoded.ids.length));
  const onRead = () => {
    cost.tokens += prefix;
    cost.padded += prefix;
  };
  const running = session.run(inputs.map(({ encoded }) => encoded), undefined, prefix > 0 ? { length: prefix, onRead } : undefined);
  const outputs = await running.catch((error: Error) => error);
  if (!(outputs instanceof Error)) {
    cost.tokens += inputs.reduce((sum, { encoded }) => sum + encoded.ids.length - prefix, 0);
    cost.padded += inputs.length * (width - prefix);
    return inputs.map(({ position }, row) => ({ position, result: scored(outputs, row, rules) }));
  }
  const full = isOutOfMemory(outputs);
  if (full) memory.limit = Math.min(memory.limit, Math.max(1, Math.floor((inputs.length * width) / 2)));
  if (prefix > 0 && (!full || inputs.length === 1)) {
    const outcomes = await run(model, { inputs, prefix: 0 }, cost);
    // Not the fault of an input: what they begin with cannot be kept.
    if (outcomes.every(({ result }) => !('failed' in result))) memory.longestPrefix = Math.min(memory.longestPrefix ?? Infinity, prefix - 1);
    return outcomes;
  }
  if (inputs.length === 1) return [{ position: inputs[0]!.position, result: { failed: outputs.message.split('\n')[0]! } }];
  const outcomes: Outcome[] = [];
  for (let rest = inputs; rest.length > 0; ) {
    // One bad input must not take its neighbours along: a half has it. What did not fit is cut to what is now known to be too much.
    const fitting = full ? leadingBatch(rest.map(({ encoded }) => encoded.ids.length), memory.limit) : Math.ceil(inputs.length / 2);
    outcomes.push(...(await run(model, { inputs: rest.slice(0, fitting), prefix }, cost)));
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
