/** One scorer process: its requests, and what it was doing when it died. */
import { t } from '@vscode/l10n';
import type { DeviceWish } from '../../../core/scoring/deviceWish.js';
import type { ScoreInput } from '../../../core/scoring/scores.js';
import type { Embeddings, LoadedModel, ScorerEvents, ScorerMethods } from '../../../protocol/scorer.js';
import { forkScript } from '../fork.js';
import { connect, ConnectionClosed, type Caller } from '../rpc.js';

/** The process is gone; `running` are the positions of the job's inputs that it had begun and not finished. */
export class ScorerDeath extends Error {
  override readonly name = 'ScorerDeath';

  constructor(
    message: string,
    readonly running: readonly number[] = [],
  ) {
    super(message);
  }
}

/** Milliseconds in which a scorer has surely heard that a job was stopped. */
const CANCEL_MS = 1000;

/** What `score` is asked for. */
export type ScoreWork = Omit<ScorerMethods['score'][0], 'job'>;

/** A running scorer. */
export class ScorerProcess {
  private readonly end: Caller<ScorerMethods, ScorerEvents>;
  private readonly listeners = new Map<number, (scored: ScorerEvents['scored']) => void>();
  /** By job: what has begun and is not finished. */
  private readonly running = new Map<number, Set<number>>();
  private readonly stop: () => void;
  private readonly death: Promise<never>;
  /** Jobs that were stopped while batches of theirs ran. */
  private readonly stopped = new Set<number>();
  private jobs = 0;
  /** False once it is gone. */
  alive = true;
  /** How it ended; '' while it lives. */
  reason = '';

  readonly pid: number | undefined;

  /** Starts the script. */
  constructor(script: string, args: readonly string[] = []) {
    const { child, lastWords } = forkScript(script, args);
    this.pid = child.pid;
    const end = connect<ScorerMethods, ScorerEvents>(child);
    this.end = end;
    this.death = new Promise((_, reject) => {
      const gone = (sentence: string) => {
        this.alive = false;
        const words = lastWords().split('\n').at(-1);
        this.reason = words ? `${sentence}: ${words}` : sentence;
        reject(new ScorerDeath(this.reason));
      };
      child.once('error', (error) => gone(t('the scorer could not be started: {0}', error.message)));
      // Once stderr is read to its end, and after the turns in which its last messages are heard.
      child.once('close', (code, signal) => setTimeout(gone, 20, signal ? t('the scorer was ended by {0}', signal) : t('the scorer ended with code {0}', String(code))));
    });
    this.death.catch(() => undefined);
    end.on('batch', ({ job, positions }) => positions.forEach((position) => this.running.get(job)?.add(position)));
    end.on('scored', (scored) => {
      const running = this.running.get(scored.job);
      for (const { position } of scored.items) running?.delete(position);
      this.listeners.get(scored.job)?.(scored);
      if (running?.size === 0 && this.stopped.has(scored.job)) this.forget(scored.job);
    });
    this.stop = () => {
      this.alive = false;
      end.close();
      // Not disconnected: with half a message read, Node would wait for its end and never tell of the close.
      child.kill('SIGKILL');
    };
  }

  /** Loads a model; rejects with a ScorerDeath, or why it cannot be loaded. */
  load(model: string, device: DeviceWish): Promise<LoadedModel> {
    return this.orDeath(this.end.request('load', { model, device }));
  }

  /**
   * Scores inputs; `scored` hears of every batch, after an abort of those that still ran. Rejects with a ScorerDeath that
   * names those of its inputs that ran.
   */
  async score(work: ScoreWork, scored: (scored: ScorerEvents['scored']) => void, signal?: AbortSignal): Promise<void> {
    const job = ++this.jobs;
    const running = new Set<number>();
    this.listeners.set(job, scored);
    this.running.set(job, running);
    try {
      await this.orDeath(this.end.request('score', { job, ...work }, signal));
    } catch (error) {
      throw error instanceof ScorerDeath ? new ScorerDeath(error.message, [...running]) : error;
    } finally {
      if (signal?.aborted && this.alive) setTimeout(() => this.forgetStopped(job), CANCEL_MS).unref();
      else this.forget(job);
    }
  }

  /** What a stopped job still ran is heard to its end. */
  private forgetStopped(job: number): void {
    if ((this.running.get(job)?.size ?? 0) > 0) this.stopped.add(job);
    else this.forget(job);
  }

  private forget(job: number): void {
    this.listeners.delete(job);
    this.running.delete(job);
    this.stopped.delete(job);
  }

  /** What a loaded model makes of inputs; rejects with a ScorerDeath, or why it cannot. */
  embed(model: string, inputs: readonly ScoreInput[], tokenBudget: number, signal?: AbortSignal): Promise<Embeddings> {
    return this.orDeath(this.end.request('embed', { model, inputs, tokenBudget }, signal));
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
