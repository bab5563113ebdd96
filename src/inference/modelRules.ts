/** What a model's JSON files say of its inputs and outputs. */

import type { Calibration } from '../core/agreement/wrong.js';

/** How turns become the first of the two texts a model reads. */
export interface Template {
  /** Put before a turn's text, by role; a role that is missing takes the user's. */
  readonly labels: Readonly<Record<string, string>>;
  readonly separator: string;
}

/** An attribute the model predicts; `sd` is the calibrated error of the prediction. */
export interface AttributeRule {
  readonly name: string;
  readonly sd: number;
}

/** Inputs and outputs of a model. */
export interface ModelRules {
  readonly template: Template;
  /** Tokens it reads at most, special ones counted. */
  readonly maxLength: number;
  /** Fills the shorter inputs of a batch. */
  readonly padId: number;
  /** Prompt tokens that a long response leaves in place. */
  readonly promptFloor: number;
  /** Reward members; 0 where it predicts attributes only. */
  readonly members: number;
  readonly scale: number | null;
  /** P(first better) = sigmoid(slope x mean difference / scale + intercept). */
  readonly calibration: Calibration | null;
  readonly attributes: readonly AttributeRule[];
  /** Names of the graph's outputs; null where the graph has none of the kind. */
  readonly outputs: { readonly rewards: string | null; readonly attributes: string | null };
}

/** Fields of `reward.json` that are read here. */
interface RewardFile {
  outputs: { rewards: string; attributes?: string };
  members: number;
  scale: number;
  calibration?: { slope: number; intercept: number };
  attributes?: { name: string; sd: number }[];
  template?: { labels: Record<string, string>; separator: string };
  maxLength?: number;
  truncation?: { promptFloor: number };
}

/** Without calibration an error of one step of a five-step scale is assumed. */
const UNCALIBRATED_SD = 1;

/** The rules; a model without `reward.json` gives `logits`: one label is a reward, several are attributes by name. */
export function rulesOf(
  config: Readonly<Record<string, unknown>>,
  tokenizerConfig: Readonly<Record<string, unknown>>,
  reward: Readonly<Record<string, unknown>> | null,
): ModelRules {
  const longest = Math.min(positive(config['max_position_embeddings']) ?? 512, positive(tokenizerConfig['model_max_length']) ?? 512);
  const padId = positive(config['pad_token_id']) ?? 0;
  if (reward) return rewardRules(reward as unknown as RewardFile, longest, padId);
  const labels = Object.values((config['id2label'] ?? {}) as Record<string, string>);
  const count = positive(config['num_labels']) ?? labels.length;
  if (count < 1) throw new Error('config.json has neither num_labels nor id2label: not a reward model');
  const single = count === 1;
  return {
    template: { labels: {}, separator: '\n\n' },
    maxLength: longest,
    padId,
    promptFloor: Math.floor(longest / 4),
    members: single ? 1 : 0,
    scale: null,
    calibration: null,
    attributes: single ? [] : labels.map((name) => ({ name, sd: UNCALIBRATED_SD })),
    outputs: single ? { rewards: 'logits', attributes: null } : { rewards: null, attributes: 'logits' },
  };
}

function rewardRules(file: RewardFile, longest: number, padId: number): ModelRules {
  if (!file.outputs?.rewards || !positive(file.members)) throw new Error('reward.json needs outputs.rewards and members');
  const maxLength = Math.min(file.maxLength ?? longest, longest);
  return {
    template: { labels: file.template?.labels ?? {}, separator: file.template?.separator ?? '\n\n' },
    maxLength,
    padId,
    promptFloor: file.truncation?.promptFloor ?? Math.floor(maxLength / 4),
    members: file.members,
    scale: file.scale ?? null,
    calibration: file.calibration ? { slope: file.calibration.slope, intercept: file.calibration.intercept } : null,
    attributes: (file.attributes ?? []).map(({ name, sd }) => ({ name, sd })),
    outputs: { rewards: file.outputs.rewards, attributes: file.outputs.attributes ?? null },
  };
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
