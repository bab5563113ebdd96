/** Keeps a scorer running: restarts one that dies, and sends again only what is unfinished. */
import { t } from '@vscode/l10n';
import type { DeviceWish } from '../../../core/scoring/deviceWish.js';
import type { ResponseScore, ScoreInput } from '../../../core/scoring/scores.js';
import type { Embeddings, LoadedModel, ScorerEvents } from '../../../protocol/scorer.js';
import { ScorerDeath, ScorerProcess } from './scorerProcess.js';
import type { Pending, Window } from './window.js';

/** What became of one input. */
export interface Outcome {
  readonly pending: Pending;
  readonly result: ResponseScore | { readonly failed: string };
}

/** What finished inputs cost: tokens without padding and with it, seconds in which the device computed. */
export interface Cost {
  readonly tokens: number;
  readonly padded: number;
  readonly busy: number;
}

/** Hears of finished inputs. */
export type OutcomeListener = (outcomes: readonly Outcome[], cost: Cost) => void;

/** Deaths without a finished input between them after which nothing more is tried. */
const DEATHS_IN_A_ROW = 4;

/** Deaths while nothing but one input ran after which that input has failed. */
const DEATHS_OF_AN_INPUT = 2;

/** A model that was asked for. */
interface Wanted {
  readonly device: DeviceWish;
  /** What it was when it was first loaded. */
  view: LoadedModel | null;
  /** The process that has it, or is loading it. */
  process: ScorerProcess | null;
  loading: Promise<LoadedModel> | null;
}

/** One scorer process at a time, started when it is needed. */
export class Supervisor {
  private process: ScorerProcess | null = null;
  private readonly models = new Map<string, Wanted>();
  private deathsInARow = 0;
  private disposed = false;

  constructor(
    private readonly script: string,
    private readonly args: readonly string[] = [],
    /** A helper leaves inputs whose batch killed it to others: its scorings then reject with the ScorerDeath. */
    private readonly helper = false,
  ) {}

  /** Loads a model, anew where it was loaded before. */
  load(model: string, device: DeviceWish): Promise<LoadedModel> {
    this.models.set(model, { device, view: null, process: null, loading: null });
    return this.loaded(model);
  }

  /** What a model is that was asked for with `load`; loads it again where its process died. */
  async loaded(model: string): Promise<LoadedModel> {
    await this.lasting(model);
    return this.models.get(model)!.view!;
  }

  /** Scores a window: every input of it has one outcome, told as soon as its batch is done. */
  async score(model: string, window: Pick<Window, 'pending'>, tokenBudget: number, told: OutcomeListener, signal?: AbortSignal): Promise<void> {
    const left = new Set(window.pending.values());
    const settle: OutcomeListener = (outcomes, cost) => {
      this.deathsInARow = 0;
      for (const { pending } of outcomes) left.delete(pending);
      told(outcomes, cost);
    };
    while (left.size > 0) {
      signal?.throwIfAborted();
      const sent = next(left);
      const [suspect] = sent[0]!.suspect ? sent : [];
      const inputs = sent.map((pending) => pending.input);
      const scored = ({ items, tokens, padded = tokens, busy = 0 }: ScorerEvents['scored']) =>
        settle(items.map(({ position, result }) => ({ pending: sent[position]!, result })), { tokens, padded, busy });
      try {
        await (await this.ready(model)).score({ model, inputs, tokenBudget, ...(suspect && { alone: true }) }, scored, signal);
      } catch (error) {
        if (!(error instanceof ScorerDeath)) throw error;
        for (const position of error.running) sent[position]!.suspect = true;
        if (this.helper) throw error;
        if (!suspect || error.running.length === 0) continue;
        suspect.deaths += 1;
        if (suspect.deaths < DEATHS_OF_AN_INPUT) continue;
        const failed = t('two scorers died of it; the last: {0}', error.message);
        settle([{ pending: suspect, result: { failed } }], { tokens: 0, padded: 0, busy: 0 });
      }
    }
  }

  /** Embeds inputs in one request; `failed` says why it failed, maybe of one of them. Rejects where no scorer has the model. */
  async embed(model: string, inputs: readonly ScoreInput[], tokenBudget: number, signal?: AbortSignal): Promise<Embeddings | { readonly failed: Error }> {
    const process = await this.lasting(model);
    try {
      const embeddings = await process.embed(model, inputs, tokenBudget, signal);
      this.deathsInARow = 0;
      return embeddings;
    } catch (error) {
      // A death of inputs is counted by the caller, who looks for the one that did it; here it would end the search.
      if (error instanceof ScorerDeath && this.process === process) this.process = null;
      return { failed: error as Error };
    }
  }

  /** Process id of the scorer that runs; null where none does. */
  get pid(): number | null {
    return (this.process?.alive && this.process.pid) || null;
  }

  /** Ends the process. */
  dispose(): void {
    this.disposed = true;
    this.process?.dispose();
  }

  /** A live process that has the model; rejects with a ScorerDeath where it dies meanwhile. */
  private async ready(model: string): Promise<ScorerProcess> {
    const wanted = this.models.get(model);
    if (!wanted) throw new Error(t('the model was not loaded: {0}', model));
    const process = this.running();
    if (wanted.process !== process || !wanted.loading) {
      // A CPU that ran the model needs no second look at better devices.
      wanted.loading = process.load(model, wanted.view?.choice.device === 'cpu' ? 'cpu' : wanted.device);
      wanted.process = process;
    }
    const { loading } = wanted;
    try {
      const view = await loading;
      wanted.view ??= view;
      if (view.hash !== wanted.view.hash) throw new Error(t('the files of {0} changed while it was in use; load it again', model));
      return process;
    } catch (error) {
      if (wanted.loading === loading) wanted.loading = null;
      throw error;
    }
  }

  /** A live process that has the model, however many die of loading it until nothing more is tried. */
  private async lasting(model: string): Promise<ScorerProcess> {
    for (;;) {
      try {
        return await this.ready(model);
      } catch (error) {
        if (!(error instanceof ScorerDeath)) throw error;
      }
    }
  }

  private running(): ScorerProcess {
    if (this.disposed) throw new Error(t('the scorer was disposed of'));
    if (this.process?.alive) return this.process;
    if (this.process && ++this.deathsInARow >= DEATHS_IN_A_ROW) {
      this.deathsInARow = 0;
      const { reason } = this.process;
      this.process = null;
      throw new Error(t('gave up: {0} scorers died in a row; {1}', DEATHS_IN_A_ROW, reason));
    }
    return (this.process = new ScorerProcess(this.script, this.args));
  }
}

/** The inputs to send now: those that ran in no scorer's last moment, and after them the others one by one, the likely innocent first. */
function next(left: ReadonlySet<Pending>): Pending[] {
  const clean = [...left].filter((pending) => !pending.suspect);
  return clean.length > 0 ? clean : [...left].sort((a, b) => a.deaths - b.deaths).slice(0, 1);
}
