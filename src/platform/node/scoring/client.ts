/** Scores inputs in a scorer process that may die at any time; used by the engine and the CLI. */
import type { Scorer, ScoreSummary } from '../../../core/scoring/scorer.js';
import type { DeviceName, DeviceWish } from '../../../core/scoring/deviceWish.js';
import type { Device, ResponseScore, ScoreInput } from '../../../core/scoring/scores.js';
import type { LoadedModel } from '../../../core/scoring/loadedModel.js';
import type { Embedder, EmbedSummary, EmbedWatch } from '../../../core/fit/embedder.js';
import { scoreFolder } from './cacheFolder.js';
import { embedAll } from './embedAll.js';
import { ScoreCache } from './scoreCache.js';
import { scoreKey } from './scoreKey.js';
import type { OutcomeListener } from './supervisor.js';
import { Team, type Unused } from './team.js';
import { Window } from './window.js';

/** How a scoring is watched and ended. */
export interface ScoreOptions {
  /** Ends the scoring; the call rejects with the signal's reason at once, and the batches that run still reach the cache. */
  readonly signal?: AbortSignal;
  /** Hears every score, once a position; `fromCache` also where it equals an earlier input's. */
  readonly onScored?: (position: number, score: ResponseScore, fromCache: boolean) => void;
  /** Hears how many inputs have a score or a reason for none. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Padded tokens a batch; by default what suits the device. */
  readonly tokenBudget?: number;
}

/** How well a scoring used its device. */
export interface DeviceUse {
  /** Tokens computed, padding included. */
  readonly padded: number;
  /** Seconds in which the device computed, all its lanes on average. */
  readonly busySeconds: number;
}

/** Milliseconds of hashing and looking up before the event loop gets a turn. */
const TURN_MS = 10;

/** The client; one serves any number of models and callers. Dispose of it, or its process keeps this one alive. */
export class ScorerClient implements Scorer, Embedder {
  private readonly team: Team;
  private readonly caches = new Map<string, ScoreCache>();

  /** `script` is the built scorer.js; `folderOf` gives the cache folder of a model hash, `args` are the script's, `othersOf` says where else a model may run. Nothing is started yet. */
  constructor(
    script: string,
    private readonly folderOf: (modelHash: string) => string = scoreFolder,
    args: readonly string[] = [],
    othersOf?: (model: LoadedModel) => readonly DeviceName[],
  ) {
    this.team = new Team(script, args, othersOf);
  }

  /** Loads a model folder (absolute path); rejects in plain words where the folder or a named device cannot be used. */
  load(model: string, device: DeviceWish = 'auto'): Promise<LoadedModel> {
    return this.team.load(model, device);
  }

  /**
   * Scores inputs with a loaded model; `cached` counts those answered without computing, `seconds` is the call's wall
   * time. What cannot be scored is in `failed`; rejects when scorers keep dying.
   */
  async score(model: string, inputs: readonly ScoreInput[], options: ScoreOptions = {}): Promise<ScoreSummary & DeviceUse> {
    const { signal, onScored, onProgress } = options;
    const start = performance.now();
    const loaded = await this.team.first.loaded(model);
    const cache = this.cacheOf(loaded);
    await cache.refresh();
    const run = { tokens: 0, padded: 0, busySeconds: 0, cached: 0, computed: 0, failed: [] as { position: number; reason: string }[] };
    const progress = () => onProgress?.(run.cached + run.computed + run.failed.length, inputs.length);

    const compute = async (window: Window) => {
      const tokenBudget = options.tokenBudget ?? tokenBudgetOf(loaded.choice.device);
      const told: OutcomeListener = (outcomes, { tokens, padded, busy }) => {
        run.tokens += tokens;
        run.padded += padded;
        run.busySeconds += busy;
        const scored = outcomes.flatMap(({ pending, result }) => ('failed' in result ? [] : [{ key: pending.key, score: result }]));
        if (scored.length > 0) cache.put(scored);
        // What ran when the caller stopped is kept for the next time; nobody waits for it.
        if (signal?.aborted) return;
        for (const { pending, result } of outcomes) {
          if ('failed' in result) {
            run.failed.push(...pending.positions.map((position) => ({ position, reason: result.failed })));
            continue;
          }
          run.computed += 1;
          run.cached += pending.positions.length - 1;
          pending.positions.forEach((position, i) => onScored?.(position, result, i > 0));
        }
        progress();
      };
      await this.team.score(model, window, tokenBudget, told, signal);
    };

    const hands = this.team.hands(model);
    let window = new Window(hands);
    let turn = performance.now();
    for (const [position, input] of inputs.entries()) {
      const key = scoreKey(input);
      const known = cache.get(key);
      if (known) {
        run.cached += 1;
        onScored?.(position, known, true);
      } else if (!window.share(key, position)) {
        window.add(key, input, position);
      }
      if (window.full) {
        await compute(window);
        window = new Window(hands);
      }
      if (performance.now() - turn > TURN_MS) {
        progress();
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        turn = performance.now();
      }
    }
    if (window.pending.size > 0) await compute(window);
    progress();
    run.failed.sort((a, b) => a.position - b.position);
    return { ...run, seconds: (performance.now() - start) / 1000 };
  }

  /** What a loaded model makes of inputs, for fitting heads; nothing is cached here. */
  async embed(model: string, inputs: readonly ScoreInput[], watch: EmbedWatch): Promise<EmbedSummary> {
    const { choice } = await this.team.first.loaded(model);
    return embedAll(this.team.first, model, inputs, tokenBudgetOf(choice.device), watch);
  }

  /** Waits until the model that is loaded has all its scorers; a scoring begins with the first and does not. */
  settled(model: string): Promise<void> {
    return this.team.settled(model);
  }

  /** Further adapters of the device's kind that turned out not to help, and why. */
  get unused(): readonly Unused[] {
    return this.team.unused;
  }

  /** Process ids of the scorers that run, that of further adapters last. */
  get pids(): readonly number[] {
    return this.team.pids;
  }

  /** Process id of the first scorer that runs; null where it does not. */
  get pid(): number | null {
    return this.team.first.pid;
  }

  /** Ends the scorer and closes the cache; a scoring under way rejects. */
  dispose(): void {
    this.team.dispose();
    for (const cache of this.caches.values()) cache.close();
    this.caches.clear();
  }

  private cacheOf(model: LoadedModel): ScoreCache {
    let cache = this.caches.get(model.hash);
    if (!cache) this.caches.set(model.hash, (cache = new ScoreCache(this.folderOf(model.hash), model)));
    return cache;
  }
}

/** A core's own cache likes small batches, everything else large ones. */
function tokenBudgetOf(device: Device): number {
  return device === 'cpu' ? 512 : 16_384;
}
