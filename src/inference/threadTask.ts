/** What the scorer's threads are for, and what is said to them. */
import type { DeviceName } from '../core/scoring/deviceWish.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import type { PaddingSide } from './feeds.js';
import type { ModelFolder } from './modelFolder.js';
import type { Outputs } from './session.js';
import type { Encoded } from './tokenizer.js';

/** Handed to a thread when it starts. */
export type ThreadTask =
  | { readonly role: 'encode'; readonly model: Pick<ModelFolder, 'tokenizer' | 'tokenizerConfig' | 'rules'> }
  | { readonly role: 'run'; readonly model: Pick<ModelFolder, 'graph' | 'rules'>; readonly device: DeviceName; readonly threads: number };

/** An input as token ids, or why it has none. */
export type EncodedOrNot = Encoded | { readonly failed: string };

/** Requests of the roles: [question, answer]. */
export interface ThreadWork {
  encode: [readonly ScoreInput[], EncodedOrNot[]];
  /** `prefix` counts tokens that all inputs begin with; `prefixRead` where those were read for this batch. */
  run: [
    { readonly batch: readonly Encoded[]; readonly side?: PaddingSide; readonly prefix?: number },
    { readonly outputs: Outputs; readonly seconds: number; readonly prefixRead: boolean },
  ];
}

/** What a thread says first. */
export type ThreadStart = { readonly ready: { readonly outputs: readonly string[]; readonly coarse: boolean; readonly reuses?: boolean } } | { readonly failed: string };

/** A numbered question. */
export interface ThreadQuestion {
  readonly id: number;
  readonly question: unknown;
}

/** Its answer. */
export type ThreadAnswer = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failed: string };
