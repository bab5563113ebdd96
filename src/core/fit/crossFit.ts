import type { Examples } from './examples.js';
import { foldsOf } from './folds.js';
import type { LoadedModel } from '../scoring/loadedModel.js';
import type { Labels } from './labels.js';
import { featureMatrix } from './matrix.js';
import { crossFitPairs, type PairFit } from './pairs.js';
import { priorHead } from './prior.js';
import { crossFitRatings, type RatingFit } from './ratings.js';
import type { TextRows } from './textRows.js';

/** Parts of the data, each of which is scored by heads of the others. */
export const FOLDS = 5;
/** Heads of each part. */
export const MEMBERS = 10;
/** Fewest prompts with labels of a kind from which heads of that kind are fitted. */
export const FEWEST_PROMPTS = 20;

const SEED = 20240613;

/** Heads' words on every row, each by heads that saw no label of the row's prompt. */
export interface CrossFit {
  readonly pairs: (PairFit & { readonly count: number; readonly prompts: number }) | null;
  readonly ratings: readonly (RatingFit & { readonly count: number })[];
  /** The part that a row is held out with. */
  readonly foldOfRow: Uint8Array;
}

/** Fits heads on `model`'s embeddings to a file's labels, cross-fitted with equal prompts in one fold; throws where there is too little to learn from. */
export function* crossFit(texts: TextRows, labels: Labels, model: Pick<LoadedModel, 'members' | 'scale' | 'calibration'>): Generator<void, CrossFit> {
  const sizes = new Float64Array(texts.promptCount);
  const learned = [...labels.attributes].filter(([, { rows, values }]) => prompts(rows, texts) >= FEWEST_PROMPTS && values.some((value) => value !== values[0]));
  for (const [row] of labels.pairs) sizes[texts.prompt(row)]! += 1;
  for (const [, { rows }] of learned) for (const row of rows) sizes[texts.prompt(row)]! += 1 / learned.length;
  const pairPrompts = prompts(labels.pairs.map(([row]) => row), texts);
  const enoughPairs = pairPrompts >= FEWEST_PROMPTS;
  if (!enoughPairs && learned.length === 0) throw new Error(tooFew(labels, texts));

  const foldOfPrompt = foldsOf(sizes, FOLDS, SEED);
  const foldOfRow = Uint8Array.from({ length: texts.count }, (_, row) => foldOfPrompt[texts.prompt(row)]!);
  const examples = (plus: readonly number[], minus: readonly number[] | null): Examples => ({
    count: plus.length,
    plus: Int32Array.from(plus),
    minus: minus === null ? new Int32Array(plus.length).fill(-1) : Int32Array.from(minus),
    group: Int32Array.from(plus, (row) => texts.prompt(row)),
    fold: Uint8Array.from(plus, (row) => foldOfRow[row]!),
  });
  const matrix = featureMatrix(texts);
  const { features } = matrix;
  yield;
  let pairs: CrossFit['pairs'] = null;
  if (enoughPairs) {
    const learnedFrom = examples(labels.pairs.map(([better]) => better), labels.pairs.map(([, other]) => other));
    const fit = yield* crossFitPairs(features, learnedFrom, foldOfRow, { folds: FOLDS, members: MEMBERS, seed: SEED, prior: priorHead(matrix, model) });
    pairs = { ...fit, count: labels.pairs.length, prompts: pairPrompts };
  }
  const ratings: CrossFit['ratings'][number][] = [];
  for (const together of sameRows(learned)) {
    const rows = together[0]![1].rows;
    const attributes = together.map(([attribute, { min, max, values }]) => ({ attribute, min, max, values: Float64Array.from(values) }));
    const fits = yield* crossFitRatings(features, examples(rows, null), attributes, foldOfRow, FOLDS);
    ratings.push(...fits.map((fit) => ({ ...fit, count: rows.length })));
  }
  return { pairs, ratings, foldOfRow };
}

type Learned = [string, { readonly min: number; readonly max: number; readonly rows: readonly number[]; readonly values: readonly number[] }];

/** Attributes that are rated on the same rows share the costly part of their fit. */
function sameRows(attributes: readonly Learned[]): Learned[][] {
  const groups: Learned[][] = [];
  for (const each of attributes) {
    const { rows } = each[1];
    const group = groups.find(([first]) => equal(first![1].rows, rows));
    if (group) group.push(each);
    else groups.push([each]);
  }
  return groups;
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i]);
}

function prompts(rows: readonly number[], texts: TextRows): number {
  return new Set(rows.map((row) => texts.prompt(row))).size;
}

function tooFew(labels: Labels, texts: TextRows): string {
  const rated = Math.max(0, ...[...labels.attributes.values()].map(({ rows }) => prompts(rows, texts)));
  const paired = prompts(labels.pairs.map(([row]) => row), texts);
  return `there is too little to fit to: ${paired} prompts have a response that is labelled better than another, and ${rated} have ratings; ${FEWEST_PROMPTS} prompts with labels that differ are the least`;
}
