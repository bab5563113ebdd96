/** One scorer process: its requests, and what it was doing when it died. */
import type { Device, ScoreInput } from '../../../core/scoring/scores.js';
import type { LoadedModel, ScoredItem, ScorerEvents, ScorerMethods } from '../../../protocol/scorer.js';
import { forkScript } from '../fork.js';
import { connect, ConnectionClosed, type Caller } from '../rpc.js';

/** The process is gone; `batch` is what it had begun last and not finished. */
export class ScorerDeath extends Error {
  override readonly name = 'ScorerDeath';

  constructor(
    message: string,
    readonly batch: ScorerEvents['batch'] | null,
  ) {
    super(message);
  }
}

/** A running scorer. */
export class ScorerProcess {
  private readonly end: Caller<ScorerMethods, ScorerEvents>;
  private readonly listeners = new Map<number, (items: readonly ScoredItem[], tokens: number) => void>();
  private readonly stop: () => void;
  private readonly death: Promise<never>;
  private batch: ScorerEvents['batch'] | null = null;
  private jobs = 0;
  /** False once it is gone. */
  alive = true;
  /** How it ended; '' while it lives. */
  reason = '';

  readonly pid: number | undefined;

  /** Starts the script. */
  constructor(script: string) {
    const { child, lastWords } = forkScript(script);
    this.pid = child.pid;
    const end = connect<ScorerMethods, ScorerEvents>(child);
    this.end = end;
    this.death = new Promise((_, reject) => {
      const gone = (how: string) => {
        this.alive = false;
        const words = lastWords().split('\n').at(-1);
        this.reason = `the scorer ${how}${words ? `: ${words}` : ''}`;
        reject(new ScorerDeath(this.reason, this.batch));
      };
      child.once('error', (error) => gone(`could not be started: ${error.message}`));
      // Once stderr is read to its end, and after the turns in which its last messages are heard.
      child.once('close', (code, signal) => setTimeout(gone, 20, signal ? `was ended by ${signal}` : `ended with code ${code}`));
    });
    this.death.catch(() => undefined);
    end.on('batch', (batch) => void (this.batch = batch));
    end.on('scored', ({ job, items, tokens }) => {
      this.batch = null;
      this.listeners.get(job)?.(items, tokens);
    });
    this.stop = () => {
      this.alive = false;
      end.close();
      // Not disconnected: with half a message read, Node would wait for its end and never tell of the close.
      child.kill('SIGKILL');
    };
  }

  /** Loads a model; rejects with a ScorerDeath, or why it cannot be loaded. */
  load(model: string, device: 'auto' | Device): Promise<LoadedModel> {
    return this.orDeath(this.end.request('load', { model, device }));
  }

  /** Scores inputs; `scored` hears of every batch. Rejects with a ScorerDeath whose batch is this job's own or null. */
  async score(
    model: string,
    inputs: readonly ScoreInput[],
    tokenBudget: number,
    scored: (items: readonly ScoredItem[], tokens: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const job = ++this.jobs;
    this.listeners.set(job, scored);
    try {
      await this.orDeath(this.end.request('score', { job, model, inputs, tokenBudget }, signal));
    } catch (error) {
      throw error instanceof ScorerDeath && error.batch?.job !== job ? new ScorerDeath(error.message, null) : error;
    } finally {
      this.listeners.delete(job);
    }
  }

  /** Ends the process. */
  dispose(): void {
    this.stop();
  }

  /** A request that fails because the process is gone fails with its death. */
  private async orDeath<T>(answer: Promise<T>): Promise<T> {
    const failed = answer.catch((error: unknown) => {
      if (error instanceof ConnectionClosed) return this.death;
      throw error;
    });
    return Promise.race([failed, this.death]);
  }
}
