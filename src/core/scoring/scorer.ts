import type { DeviceWish } from './deviceWish.js';
import type { LoadedModel } from './loadedModel.js';
import type { ResponseScore, ScoreInput } from './scores.js';

/** How a scoring is watched and ended. */
export interface ScoreWatch {
  readonly signal?: AbortSignal;
  /** Hears every score, once a position in the inputs. */
  readonly onScored: (position: number, score: ResponseScore) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** What scores texts: the port that `platform/node/scoring` fills with a process of its own. */
export interface Scorer {
  /** `model` is an absolute folder. Rejects in plain words where it or the device cannot be used. */
  load(model: string, device: DeviceWish): Promise<LoadedModel>;
  /** Scores inputs with a loaded model; what cannot be scored is in `failed`. */
  score(model: string, inputs: readonly ScoreInput[], watch: ScoreWatch): Promise<ScoreSummary>;
}

/** What a scoring came to. */
export interface ScoreSummary {
  /** Tokens computed, padding left out. */
  readonly tokens: number;
  readonly seconds: number;
  readonly cached: number;
  readonly computed: number;
  readonly failed: readonly { readonly position: number; readonly reason: string }[];
}
