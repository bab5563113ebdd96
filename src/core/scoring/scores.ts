/** Scores of one record's responses, whoever made them. */

/** One voter of the ensemble: a model, or a member of one. */
export interface Voter {
  readonly name: string;
  /** Fixed scale of its rewards: differences are divided by it before they are averaged, never centred. */
  readonly scale: number;
  /** True for one of several members of a model: no witness of its own. */
  readonly member?: boolean;
}

/** A predicted attribute of one response, on the attribute's scale; `sd` is calibrated. */
export interface PredictedAttribute {
  readonly attribute: string;
  readonly mean: number;
  readonly sd: number;
}

/** What one model says of one text. */
export interface ResponseScore {
  /** Raw rewards, one a member. */
  readonly rewards: readonly number[];
  readonly attributes: readonly PredictedAttribute[];
}

/** A record's rewards: `rewards[voter][response]`, raw; null = missing. `attributes[response]` may be empty. */
export interface RecordScores {
  readonly rewards: readonly (readonly (number | null)[])[];
  readonly attributes: readonly (readonly PredictedAttribute[])[];
}

/** A text to be scored: the conversation before it, and the response. */
export interface ScoreInput {
  readonly prompt: readonly { readonly role: string; readonly text: string }[];
  readonly response: string;
}

/** Where work may run, best first. */
export const DEVICES = ['cuda', 'webgpu', 'dml', 'coreml', 'cpu'] as const;
export type Device = (typeof DEVICES)[number];

/** Which device runs, and why better ones do not. */
export interface DeviceChoice {
  readonly device: Device;
  /** Name of the adapter or processor. */
  readonly adapter: string;
  readonly skipped: readonly { readonly device: Device; readonly reason: string }[];
}
