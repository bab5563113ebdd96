/** What a model's JSON files say of its inputs and outputs. */

import type { Calibration } from '../core/agreement/wrong.js';
import type { Template } from '../core/scoring/promptText.js';
import type { WrongModel } from '../core/wrong/model.js';
import { architectureOf, positionsOf, type Architecture } from './architecture.js';
import type { PaddingSide } from './feeds.js';
import { labelsOf, rewardFile, type Outputs } from './rewardFile.js';
import { padding, specialTokens } from './specialTokens.js';
import { layerSizes, type LayerSizes } from './tensorLimit.js';

/** An attribute the model predicts; `sd` is the calibrated error of the prediction. */
export interface AttributeRule {
  readonly name: string;
  readonly sd: number;
}

/** A prompt and a response as a pair of texts, as a conversation in the model's own template, or as one text. */
export type InputForm = 'pair' | 'chat' | 'text';

/** Inputs and outputs of a model. */
export interface ModelRules {
  readonly architecture: Architecture;
  readonly form: InputForm;
  readonly template: Template;
  /** Source of the chat template, and the special tokens' texts that it may name; null where `form` is another. */
  readonly chat: { readonly source: string; readonly tokens: Readonly<Record<string, string>> } | null;
  /** Tokens it reads at most, special ones counted. */
  readonly maxLength: number;
  /** Fills the shorter inputs of a batch. */
  readonly padId: number;
  readonly paddingSide: PaddingSide;
  /** True where the model has one kind of segment only. */
  readonly oneSegment: boolean;
  /** Prompt tokens that a long response leaves in place. */
  readonly promptFloor: number;
  /** Reward members; 0 where it predicts attributes only. */
  readonly members: number;
  readonly scale: number | null;
  /** P(first better) = sigmoid(slope x mean difference / scale + intercept). */
  readonly calibration: Calibration | null;
  /** P(label wrong) by its own numbers (`pWrong`); null where it brings none. */
  readonly wrong: WrongModel | null;
  readonly attributes: readonly AttributeRule[];
  readonly layers: LayerSizes;
  /** Names of the graph's outputs; null where the graph has none of the kind. */
  readonly outputs: Outputs;
}

/** The JSON files of a model folder, and its chat template. */
export interface ModelFiles {
  readonly config: Readonly<Record<string, unknown>>;
  readonly tokenizer: object;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly reward: Readonly<Record<string, unknown>> | null;
  readonly chatTemplate: string | null;
}

/** Longer inputs cost more than they tell; `maxLength` of reward.json may ask for more. */
const LENGTH_LIMIT = 4096;
const UNKNOWN_LENGTH = 512;

/** The rules; what `reward.json` does not say follows from the config: `logits` of one label are a reward, of several attributes by name. */
export function rulesOf({ config, tokenizer, tokenizerConfig, reward, chatTemplate }: ModelFiles): ModelRules {
  const architecture = architectureOf(config, chatTemplate !== null);
  const pad = padding(config, { tokenizer, tokenizerConfig });
  const own = rewardFile(reward, labelsOf(config));
  // A template of labels in reward.json is how the model was trained, whatever the tokenizer's says.
  const form = architecture === 'encoder' ? 'pair' : own.template !== null || chatTemplate === null ? 'text' : 'chat';
  const positions = positionsOf(config, pad.id);
  const declared = positive(tokenizerConfig['model_max_length']) ?? Infinity;
  const longest = Math.min(positions ?? (Number.isFinite(declared) && declared < 1e9 ? Infinity : UNKNOWN_LENGTH), declared);
  const maxLength = own.maxLength === null ? Math.min(longest, LENGTH_LIMIT) : Math.min(own.maxLength, positions ?? Infinity);
  return {
    architecture,
    form,
    template: own.template ?? { labels: {}, separator: '\n\n' },
    chat: form === 'chat' ? { source: chatTemplate!, tokens: specialTokens(tokenizerConfig) } : null,
    maxLength,
    padId: pad.id,
    // A decoder whose config names no padding reads its last column.
    paddingSide: architecture === 'decoder' && (tokenizerConfig['padding_side'] === 'left' || !pad.known) ? 'left' : 'right',
    oneSegment: typeof config['type_vocab_size'] === 'number' && config['type_vocab_size'] < 2,
    promptFloor: own.promptFloor ?? Math.floor(maxLength / 4),
    members: own.members,
    scale: own.scale,
    calibration: own.calibration,
    wrong: own.wrong,
    attributes: own.attributes,
    layers: layerSizes(config),
    outputs: own.outputs,
  };
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
