/** A model on its device: inputs in, scores out. */
import { planBatches } from '../core/scoring/batches.js';
import type { DeviceChoice, ResponseScore, ScoreInput } from '../core/scoring/scores.js';
import type { ModelFolder } from './modelFolder.js';
import { scoreOf } from './outputs.js';
import type { Session } from './session.js';
import { inputEncoder, type Encoded } from './tokenizer.js';

/** One input's outcome. */
export interface Outcome {
  readonly position: number;
  readonly result: ResponseScore | { readonly failed: string };
}

/** Called around every batch; awaiting them lets the events leave before the thread is busy again. */
export interface BatchListener {
  /** Does the work when no other batch is between its `before` and its `after`. */
  turn(work: () => Promise<void>): Promise<void>;
  before(positions: readonly number[]): Promise<void>;
  /** `tokens` read, padding left out. */
  after(outcomes: readonly Outcome[], tokens: number): Promise<void>;
}

/** Milliseconds of tokenising before other messages get their turn. */
const TURN_MS = 20;

/** A model that is loaded. */
export class LoadedModel {
  private readonly encode: (input: ScoreInput) => Encoded;

  constructor(
    readonly folder: ModelFolder,
    private readonly session: Session,
    readonly choice: DeviceChoice,
  ) {
    this.encode = inputEncoder(folder);
  }

  /** Scores every input once, batch by batch; an abort ends it between batches with the signal's reason. */
  async score(inputs: readonly ScoreInput[], tokenBudget: number, listener: BatchListener, signal: AbortSignal): Promise<void> {
    const encoded = await this.encodeAll(inputs, signal);
    const batches = planBatches(encoded.map((input) => input.ids.length), tokenBudget);
    for (const positions of batches) {
      await listener.turn(async () => {
        signal.throwIfAborted();
        await listener.before(positions);
        const outcomes = await this.runBatch(positions, encoded);
        const tokens = positions.reduce((sum, position) => sum + encoded[position]!.ids.length, 0);
        await listener.after(outcomes, tokens);
      });
    }
  }

  private async encodeAll(inputs: readonly ScoreInput[], signal: AbortSignal): Promise<Encoded[]> {
    const encoded: Encoded[] = [];
    let start = performance.now();
    for (const input of inputs) {
      encoded.push(this.encode(input));
      if (performance.now() - start < TURN_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      start = performance.now();
    }
    return encoded;
  }

  private async runBatch(positions: readonly number[], encoded: readonly Encoded[]): Promise<Outcome[]> {
    const attempt = <T>(work: () => T): T | { readonly failed: string } => {
      try {
        return work();
      } catch (error) {
        return { failed: (error as Error).message };
      }
    };
    try {
      const outputs = await this.session.run(positions.map((position) => encoded[position]!));
      return positions.map((position, row) => ({ position, result: attempt(() => scoreOf(outputs, row, this.folder.rules)) }));
    } catch (error) {
      const failed = (error as Error).message.split('\n')[0]!;
      if (positions.length === 1) return [{ position: positions[0]!, result: { failed } }];
      // One bad input must not take its neighbours along.
      const alone: Outcome[] = [];
      for (const position of positions) alone.push(...(await this.runBatch([position], encoded)));
      return alone;
    }
  }
}
