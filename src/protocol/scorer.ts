/** The wire between the engine (or the CLI) and the scorer process. Cancelling `score` stops it after the batch that runs. */
import type { LoadedModel } from '../core/scoring/loadedModel.js';
import type { Device, ResponseScore, ScoreInput } from '../core/scoring/scores.js';

export type { LoadedModel };

/** Requests: name -> [params, result]. */
export interface ScorerMethods {
  /** Loads a model folder on a device; `choice` says which ran and why better ones did not. */
  load: [{ model: string; device: 'auto' | Device }, LoadedModel];
  /** Scores inputs with a model folder that is loaded; results arrive as `scored` events, all of them before the answer. */
  score: [{ job: number; model: string; inputs: readonly ScoreInput[]; tokenBudget: number }, null];
}

/** One input's outcome; `position` is its place in the job's inputs. */
export interface ScoredItem {
  readonly position: number;
  /** A score, or why there is none. */
  readonly result: ResponseScore | { readonly failed: string };
}

/** Notifications of the scorer. */
export interface ScorerEvents {
  /** A batch is done; `tokens` counts what it read, padding left out. */
  scored: { job: number; tokens: number; items: readonly ScoredItem[] };
  /** The batch about to run, so that a death can be laid at its door. */
  batch: { job: number; positions: readonly number[] };
}
