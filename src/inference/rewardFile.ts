/** `reward.json`, and what stands in its place where a folder has none. */
import type { Calibration } from '../core/agreement/wrong.js';
import { FEATURES, type WrongModel } from '../core/wrong/model.js';
import type { Template } from '../core/scoring/promptText.js';
import type { AttributeRule } from './modelRules.js';

/** Names of a graph's outputs; null where the graph has none of the kind. */
export interface Outputs {
  readonly rewards: string | null;
  readonly attributes: string | null;
}

/** What the file says, checked; null where it says nothing and the config or a default decides. */
export interface RewardFile {
  readonly outputs: Outputs;
  readonly members: number;
  readonly scale: number | null;
  readonly calibration: Calibration | null;
  readonly wrong: WrongModel | null;
  readonly attributes: readonly AttributeRule[];
  readonly template: Template | null;
  readonly maxLength: number | null;
  readonly promptFloor: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Name of a classifier's output in every export. */
const LOGITS = 'logits';
/** Without calibration an error of one step of a five-step scale is assumed. */
const UNCALIBRATED_SD = 1;

/** Names of a classifier's labels, from its config; empty where the config says nothing of any. */
export function labelsOf(config: Fields): readonly string[] {
  const names = isFields(config['id2label']) ? Object.values(config['id2label']).map(String) : [];
  const count = config['num_labels'];
  if (typeof count === 'number' && count > 0 && count !== names.length) return Array.from({ length: Math.floor(count) }, (_, i) => names[i] ?? `LABEL_${i}`);
  if (names.length > 0) return names;
  // Hugging Face leaves the two default labels out of the file.
  const heads = config['architectures'];
  return Array.isArray(heads) && heads.some((head) => /ForSequenceClassification$/.test(String(head))) ? ['LABEL_0', 'LABEL_1'] : [];
}

/** Reads `reward.json` over what the labels say: one is a reward, several are attributes. Throws naming the field that is wrong. */
export function rewardFile(file: Fields | null, labels: readonly string[]): RewardFile {
  const fields = file ?? {};
  const outputs = optional(fields, 'outputs', isFields, 'an object');
  const members = optional(fields, 'members', isCount, 'a whole number above 0');
  const attributes = attributesOf(fields);
  const template = optional(fields, 'template', isFields, 'an object');
  const calibration = optional(fields, 'calibration', isFields, 'an object');
  const names = outputs ? { rewards: text(outputs, 'rewards'), attributes: text(outputs, 'attributes') } : members !== null ? { rewards: LOGITS, attributes: null } : null;
  if (names === null && labels.length === 0) {
    throw new Error('config.json has neither num_labels nor id2label: not a reward model; name the outputs of the graph in reward.json, or export it with a sequence classification head');
  }
  if (names?.rewards != null && members === null) throw new Error('reward.json names outputs.rewards: it needs members, the count of rewards in it');
  const single = labels.length === 1;
  return {
    outputs: names ?? (single ? { rewards: LOGITS, attributes: null } : { rewards: null, attributes: LOGITS }),
    members: names ? (names.rewards === null ? 0 : members!) : single ? 1 : 0,
    scale: optional(fields, 'scale', isPositive, 'a number above 0'),
    calibration: calibration && { slope: number(calibration, 'calibration', 'slope'), intercept: number(calibration, 'calibration', 'intercept') },
    wrong: wrongOf(fields),
    attributes: attributes ?? (names ? (names.attributes === null ? [] : unnamed(labels)) : single ? [] : unnamed(labels)),
    template: template && { labels: textsOf(template['labels']), separator: text(template, 'separator') ?? '\n\n' },
    maxLength: optional(fields, 'maxLength', isCount, 'a whole number above 0'),
    promptFloor: optional(optional(fields, 'truncation', isFields, 'an object') ?? {}, 'promptFloor', isCount, 'a whole number above 0'),
  };
}

/** `pWrong`: a prior and a coefficient a feature; features that are not known here are left out. */
function wrongOf(fields: Fields): WrongModel | null {
  const given = optional(fields, 'pWrong', isFields, 'an object');
  if (given === null) return null;
  const prior = number(given, 'pWrong', 'prior');
  if (!(prior > 0 && prior < 1)) throw new Error('reward.json: pWrong.prior must be a number between 0 and 1');
  const coefficients = optional(given, 'coefficients', isFields, 'an object') ?? {};
  return { prior, coefficients: Object.fromEntries(FEATURES.filter((feature) => Object.hasOwn(coefficients, feature)).map((feature) => [feature, number(coefficients, 'pWrong.coefficients', feature)])) };
}

function unnamed(labels: readonly string[]): AttributeRule[] {
  return labels.map((name) => ({ name, sd: UNCALIBRATED_SD }));
}

function attributesOf(fields: Fields): AttributeRule[] | null {
  const list = optional(fields, 'attributes', (value): value is readonly unknown[] => Array.isArray(value), 'a list');
  return list && list.map((each, i) => {
    const name = isFields(each) ? each['name'] : null;
    const sd = isFields(each) ? each['sd'] ?? UNCALIBRATED_SD : null;
    if (typeof name !== 'string' || !isPositive(sd)) throw new Error(`reward.json: attributes[${i}] needs a name, and an sd above 0 if it has one`);
    return { name, sd };
  });
}

function optional<T>(fields: Fields, key: string, fits: (value: unknown) => value is T, kind: string): T | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null;
  if (value === null || value === undefined) return null;
  if (!fits(value)) throw new Error(`reward.json: ${key} must be ${kind}`);
  return value;
}

function text(fields: Fields, key: string): string | null {
  return optional(fields, key, (value): value is string => typeof value === 'string', 'a text');
}

function number(fields: Fields, of: string, key: string): number {
  const value = optional(fields, key, (each): each is number => typeof each === 'number' && Number.isFinite(each), 'a number');
  if (value === null) throw new Error(`reward.json: ${of} needs ${key}`);
  return value;
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return isFields(value) ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}
