/** What scores without numbers of their own say of a label: of one model, and of several that learned from other data each. */
import { ensemble } from '../../../src/core/agreement/ensemble.js';
import { scaleOf } from '../../../src/core/agreement/scale.js';
import { choosePenalties } from '../../../src/core/fit/choosePenalty.js';
import type { Examples } from '../../../src/core/fit/examples.js';
import { project } from '../../../src/core/fit/features.js';
import { foldSums, without } from '../../../src/core/fit/foldSums.js';
import { fitLogistic } from '../../../src/core/fit/logistic.js';
import { featureMatrix } from '../../../src/core/fit/matrix.js';
import { TextRows } from '../../../src/core/fit/textRows.js';
import { writeFeatures } from '../../../src/core/wrong/features.js';
import { FEATURES, type Feature } from '../../../src/core/wrong/model.js';
import { Random } from '../../support/random.js';
import type { Pair } from '../queue/pairs.js';
import { logistic } from './logistic.js';

const FOLDS = 5;
const SHARE = 0.2;

/** Pairs of one file; `texts` has a row for each response; `fresh` where the model was not trained on their prompts. */
export interface Source {
  readonly name: string;
  readonly pairs: readonly Pair[];
  readonly texts: TextRows;
  readonly fresh: boolean;
}

/** Scaled differences (better minus worse) of the voters for each fresh pair. */
interface Voted {
  readonly differences: readonly (readonly number[])[];
}

/** Coefficients with their standard errors; `without` names features that were tried and left out. */
interface Fitted {
  readonly coefficients: Readonly<Record<string, number>>;
  readonly errors: readonly number[];
  readonly pairs: number;
  readonly flips: number;
  readonly without?: readonly string[];
}

/** The coefficient of the model's own mean reward, on the scale of the file's differences. */
export function oneVoter(sources: readonly Source[]) {
  const voted = sources.filter(({ fresh }) => fresh).map(({ pairs, texts }): Voted => {
    const reward = (pair: Pair, response: string) => {
      const { numbers, size } = texts.embedding(texts.row({ prompt: pair.prompt, response }));
      return numbers[size]!;
    };
    return { differences: scaled([pairs.map((pair) => reward(pair, pair.better) - reward(pair, pair.worse))]) };
  });
  return fitted(voted, ['difference']);
}

/** Coefficients of several models: heads that learned from one of the other files each, on embeddings and what is seen on the surface. */
export function severalVoters(sources: readonly Source[]) {
  const heads = sources.map((source) => ({ source, judge: headOf(source) }));
  const voted = sources.filter(({ fresh }) => fresh).map((source): Voted => {
    const others = heads.filter((head) => head.source !== source);
    return { differences: scaled(others.map(({ judge }) => judge(source))) };
  });
  return { voters: heads.length - 1, ...fitted(voted, ['difference', 'sign']) };
}

/** `byVoter[voter][pair]`, each voter divided by its scale, as a list a pair. */
function scaled(byVoter: readonly (readonly number[])[]): number[][] {
  const scales = byVoter.map(scaleOf);
  return byVoter[0]!.map((_, pair) => byVoter.map((differences, voter) => differences[pair]! / scales[voter]!));
}

/** Plants flips, and fits P(flipped) to what is known of the pairs. */
function fitted(voted: readonly Voted[], names: readonly Feature[]): Fitted {
  const random = new Random(20240613);
  const rows: number[][] = [];
  const wrong: boolean[] = [];
  const all = new Float64Array(FEATURES.length);
  for (const { differences } of voted) {
    for (const own of differences) {
      const flip = random.next() < SHARE;
      const found = ensemble(own.map((difference) => (flip ? -difference : difference)))!;
      writeFeatures({ mean: found.mean, z: found.z ?? NaN, pSign: found.pSign ?? NaN, preferredLength: NaN, otherLength: NaN, judge: NaN, margin: NaN }, all);
      rows.push([1, ...names.map((name) => all[FEATURES.indexOf(name)]!)]);
      wrong.push(flip);
    }
  }
  const { coefficients, errors } = logistic(rows, wrong);
  // Evidence that would speak against itself beside the rest adds nothing to it.
  const reversed = names.filter((_, k) => coefficients[k + 1]! > 0);
  if (reversed.length > 0) return { ...fitted(voted, names.filter((name) => !reversed.includes(name))), without: reversed };
  return { coefficients: Object.fromEntries(names.map((name, k) => [name, coefficients[k + 1]!])), errors: errors.slice(1), pairs: rows.length, flips: wrong.filter(Boolean).length };
}

/** Learns which response is better from a file; answers what it says of another file's pairs. */
function headOf({ pairs, texts }: Source): (of: Source) => number[] {
  const own = bare(pairs, texts);
  const { features } = featureMatrix(own);
  const plus = pairs.map((pair) => own.row({ prompt: pair.prompt, response: pair.better }));
  const minus = pairs.map((pair) => own.row({ prompt: pair.prompt, response: pair.worse }));
  const group = Int32Array.from(plus, (row) => own.prompt(row));
  const examples: Examples = { count: pairs.length, plus: Int32Array.from(plus), minus: Int32Array.from(minus), group, fold: Uint8Array.from(group, (prompt) => prompt % FOLDS) };
  const zero = new Float64Array(features.width);
  const sums = ended(foldSums(features, examples, [new Float64Array(pairs.length).fill(2)], FOLDS));
  const penalty = (ended(choosePenalties(sums, features.width))[0]![0]! * pairs.length) / 4;
  const everything = Int32Array.from(pairs.keys());
  const { weights } = ended(fitLogistic(features, examples, everything, without(sums, FOLDS).gram, penalty, zero));
  return (of) => {
    // Features are standardised within each file: a scale of its own is what a voter of a file gets in any case.
    const there = bare(of.pairs, of.texts);
    const matrix = featureMatrix(there);
    const rewards = new Float64Array(matrix.features.rows);
    project(matrix.features, weights, rewards);
    return of.pairs.map((pair) => rewards[there.row({ prompt: pair.prompt, response: pair.better })]! - rewards[there.row({ prompt: pair.prompt, response: pair.worse })]!);
  };
}

/** The texts without what the model itself says of them, which all heads would share. */
function bare(pairs: readonly Pair[], texts: TextRows): TextRows {
  const found = new TextRows((text) => text);
  for (const { prompt, better, worse } of pairs) {
    for (const response of [better, worse]) {
      const { numbers, size } = texts.embedding(texts.row({ prompt, response }));
      found.add(found.key({ prompt, response }), { prompt, response }, { numbers: numbers.slice(0, size), size });
    }
  }
  return found;
}

function ended<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
