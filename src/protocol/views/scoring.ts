/** What scoring is doing, and where. */
export interface ScoringView {
  readonly state: 'off' | 'starting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly model: string | null;
  readonly device: string | null;
  readonly adapter: string | null;
  readonly skipped: readonly { readonly device: string; readonly reason: string }[];
  /** Responses scored so far, of how many, and how fast. */
  readonly done: number;
  readonly total: number;
  readonly responsesPerSecond: number | null;
  /** Responses whose scores were there from an earlier run; null until it is known. */
  readonly cached: number | null;
  /** True where the scores come from the file itself. */
  readonly fromFile: boolean;
  readonly message: string | null;
  /** Records, of those looked at so far, whose prompt these models were trained on; absent or null where no model says what it was trained on. */
  readonly trained?: { readonly prompts: number; readonly of: number; readonly models: readonly string[] } | null;
  /** How many labels the scores agree with, of how many, and the 95% interval of the share; absent or null until scoring is done, and where nothing is preferred. */
  readonly agreement?: { readonly agreed: number; readonly of: number; readonly interval: readonly [number, number] } | null;
}

/** Scoring before anybody asked for it. */
export const NO_SCORING: ScoringView = {
  state: 'off',
  model: null,
  device: null,
  adapter: null,
  skipped: [],
  done: 0,
  total: 0,
  responsesPerSecond: null,
  cached: null,
  fromFile: false,
  message: null,
};
