/** The wire between the engine (or the CLI) and the scorer process. Cancelling `score` stops it after the batch that runs. */
import type { DeviceWish } from '../core/scoring/deviceWish.js';
import type { LoadedModel } from '../core/scoring/loadedModel.js';
import type { ResponseScore, ScoreInput } from '../core/scoring/scores.js';

export type { LoadedModel };

/** Tells a scorer to leave the processor to others who want it: somebody is looking at records meanwhile. */
export const YIELDING_ARGUMENT = '--yielding';

/** Requests: name -> [params, result]. */
export interface ScorerMethods {
  /** Loads a model folder on a device; `choice` says which ran and why better ones did not. */
  load: [{ model: string; device: DeviceWish }, LoadedModel];
  /** Scores inputs with a model folder that is loaded; results arrive as `scored` events, all of them before the answer. `alone`: while nothing else runs. */
  score: [{ job: number; model: string; inputs: readonly ScoreInput[]; tokenBudget: number; alone?: boolean }, null];
  /** What a loaded model makes of inputs, for heads that are fitted to it; of a batch's size, for it is answered as a whole. */
  embed: [{ model: string; inputs: readonly ScoreInput[]; tokenBudget: number }, Embeddings];
}

/** One input's numbers: 32-bit floats, little-endian, as base64; first the embedding, then the model's own mean reward (if it has rewards) and attributes. */
export type Embedded = { readonly numbers: string } | { readonly failed: string };

/** Answers to an `embed`, one an input; `size` counts the embedding's numbers, `tokens` what was read, padding left out. */
export interface Embeddings {
  readonly size: number;
  readonly items: readonly Embedded[];
  readonly tokens: number;
}

/** One input's outcome; `position` is its place in the job's inputs. */
export interface ScoredItem {
  readonly position: number;
  /** A score, or why there is none. */
  readonly result: ResponseScore | { readonly failed: string };
}

/** Notifications of the scorer. */
export interface ScorerEvents {
  /**
   * A batch is done; `tokens` counts what it read, `padded` the same with padding, `busy` the seconds in which the model
   * computed since the job's last such event (all lanes on average, other jobs included).
   */
  scored: { job: number; tokens: number; padded?: number; busy?: number; items: readonly ScoredItem[] };
  /** A batch about to run, so that a death can be laid at its door; several may run at the same time. */
  batch: { job: number; positions: readonly number[] };
}
