/** One scorer process an adapter: they share the inputs of a window, and each takes more when it is done with what it has. */
import { t } from '@vscode/l10n';
import type { DeviceName, DeviceWish } from '../../../core/scoring/deviceWish.js';
import type { LoadedModel } from '../../../core/scoring/loadedModel.js';
import { partsOf } from './parts.js';
import { ScorerDeath } from './scorerProcess.js';
import { Supervisor, type OutcomeListener } from './supervisor.js';
import type { Pending, Window } from './window.js';

/** Parts that a scorer has at the same time, so that it is never without. */
const PARTS_AHEAD = 2;

/** Why a further adapter does not help. */
export interface Unused {
  readonly device: DeviceName;
  readonly reason: string;
}

/** A further scorer of a model. */
interface Helper {
  readonly device: DeviceName;
  readonly supervisor: Supervisor;
  /** True once it has the model; false where it cannot. */
  ready: Promise<boolean>;
}

/** Parts that nobody has taken. */
interface Work {
  readonly parts: Pending[][];
  readonly score: (supervisor: Supervisor, part: readonly Pending[], left: Set<Pending>) => Promise<void>;
}

/** The scorers of a process; the first loads every model and says which further adapters there are. */
export class Team {
  readonly first: Supervisor;
  private readonly supervisors: Supervisor[] = [];
  private readonly helpers = new Map<string, readonly Helper[]>();
  private readonly failures = new Map<DeviceName, string>();

  /** `othersOf` says on which devices a model that is loaded may run in further processes. */
  constructor(
    private readonly script: string,
    private readonly args: readonly string[],
    private readonly othersOf: (model: LoadedModel) => readonly DeviceName[] = (model) => model.others ?? [],
  ) {
    this.first = new Supervisor(script, args);
  }

  /** Loads a model, anew where it was loaded before; the helpers load theirs meanwhile. */
  async load(model: string, device: DeviceWish): Promise<LoadedModel> {
    const view = await this.first.load(model, device);
    let before: Promise<unknown> = Promise.resolve();
    const helpers = this.othersOf(view).map((other, i): Helper => {
      const supervisor = (this.supervisors[i] ??= new Supervisor(this.script, this.args, true));
      // One after the other: each compares its numbers with the processor's, which takes the model's memory.
      const ready = before.then(async () => {
        try {
          const { hash } = await supervisor.load(model, other);
          if (hash !== view.hash) throw new Error(t('the files of {0} changed while it was in use; load it again', model));
          return true;
        } catch (error) {
          this.failures.set(other, (error as Error).message);
          return false;
        }
      });
      before = ready;
      return { device: other, supervisor, ready };
    });
    this.helpers.set(model, helpers);
    return view;
  }

  /** Scorers that a model may have. */
  hands(model: string): number {
    return 1 + (this.helpers.get(model)?.length ?? 0);
  }

  /** Waits until every further scorer has a model that is loaded, or cannot have it. */
  async settled(model: string): Promise<void> {
    await Promise.all((this.helpers.get(model) ?? []).map(({ ready }) => ready));
  }

  /** Further adapters that turned out not to help, and why. */
  get unused(): readonly Unused[] {
    return [...this.failures].map(([device, reason]) => ({ device, reason }));
  }

  /** Process ids of the scorers that run. */
  get pids(): readonly number[] {
    return [this.first, ...this.supervisors].flatMap(({ pid }) => pid ?? []);
  }

  /** Scores a window: every input of it has one outcome, told as soon as its batch is done. Rejects where no scorer can go on. */
  async score(model: string, window: Window, tokenBudget: number, told: OutcomeListener, signal?: AbortSignal): Promise<void> {
    const helpers = this.helpers.get(model) ?? [];
    if (helpers.length === 0) return this.first.score(model, window, tokenBudget, told, signal);
    const work: Work = {
      parts: partsOf([...window.pending.values()], 1 + helpers.length, tokenBudget),
      score: (supervisor, part, left) => {
        const pending = new Map(part.map((one) => [one.key.toString('latin1'), one]));
        const settle: OutcomeListener = (outcomes, cost) => {
          for (const outcome of outcomes) left.delete(outcome.pending);
          told(outcomes, { ...cost, busy: cost.busy / (1 + helpers.length) });
        };
        return supervisor.score(model, { pending }, tokenBudget, settle, signal);
      },
    };
    const own = { failed: null as Error | null };
    const first = hand(work, this.first, false).catch((error: Error) => void (own.failed = error));
    const done = first.then(() => own.failed === null);
    const helping = helpers.map(async (helper) => {
      // One that is ready only when all is taken is not waited for; where the first cannot go on, all are.
      if (!(await Promise.race([helper.ready, done.then((fine) => (fine ? false : helper.ready))]))) return;
      await hand(work, helper.supervisor, true).catch((error: Error) => {
        if (signal?.aborted) return;
        this.failures.set(helper.device, error.message);
        helper.ready = Promise.resolve(false);
      });
    });
    await Promise.all([first, ...helping]);
    signal?.throwIfAborted();
    if (own.failed && work.parts.length > 0) throw own.failed;
    // What a helper gave back when the first had nothing left.
    while (work.parts.length > 0) await hand(work, this.first, false);
  }

  /** Ends all processes. */
  dispose(): void {
    for (const supervisor of [this.first, ...this.supervisors]) supervisor.dispose();
  }
}

/** Takes parts until there is none; what an error leaves goes back. A helper takes no input that may have killed a scorer. */
async function hand({ parts, score }: Work, supervisor: Supervisor, helper: boolean): Promise<void> {
  const take = () => {
    const at = helper ? parts.findIndex((part) => !part.some(({ suspect }) => suspect)) : 0;
    return at < 0 ? undefined : parts.splice(at, 1)[0];
  };
  const work = async () => {
    for (let part = take(); part; part = take()) {
      const left = new Set(part);
      try {
        await score(supervisor, part, left);
      } catch (error) {
        const suspects = [...left].filter(({ suspect }) => suspect);
        const clean = [...left].filter(({ suspect }) => !suspect);
        parts.unshift(...[suspects, clean].filter((some) => some.length > 0));
        if (!helper || !(error instanceof ScorerDeath)) throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: PARTS_AHEAD }, work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
