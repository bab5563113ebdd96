import { itemCount, NOBODY, type RatedItems, type Undefined } from './ratedItems.js';

/** What the model of Dawid and Skene (1979) says of items and annotators. */
export interface DawidSkene {
  /** P(true class) of each item: `posterior[item * classes + class]`; classes are the categories that occur. */
  readonly posterior: Float64Array;
  /** Places in `categories` of the classes. */
  readonly classes: readonly number[];
  readonly prior: Float64Array;
  /** P(an annotator's mark is the true class), over the prior, by annotator. */
  readonly accuracy: ReadonlyMap<number, number>;
  readonly iterations: number;
  readonly converged: boolean;
}

/** When the fit ends. */
export interface DawidSkeneOptions {
  /** At most so many steps of expectation and maximisation; 100. */
  readonly iterations?: number;
  /** It has converged where a step gains less log-likelihood a mark than this; 1e-7. */
  readonly tolerance?: number;
}

/** No probability is less, so that one surprising mark cannot rule a class out for good. */
const LEAST = 1e-10;
/** More numbers than this are not fitted: a confusion matrix for each annotator. */
const MOST_NUMBERS = 16_000_000;

/** Fits by expectation maximisation from each item's shares of marks. An annotator's errors are over the categories that the annotator used. Steps of one iteration. */
export function* dawidSkene(rated: RatedItems, { iterations = 100, tolerance = 1e-7 }: DawidSkeneOptions = {}): Generator<void, DawidSkene | Undefined> {
  const { raters } = rated;
  if (raters === null || raters.includes(NOBODY)) return 'noNames';
  const used = [...new Set(rated.places)].sort((a, b) => a - b);
  const k = used.length;
  if (k < 2) return 'oneCategory';
  const names = [...new Set(raters)];
  if (names.length < 2) return 'oneRater';
  const items = itemCount(rated);
  if (items * k + names.length * k * k > MOST_NUMBERS) return 'tooMany';
  const marks = codes(rated, used, names);
  const posterior = shares(rated, marks.label, k);
  let model = maximise(rated, marks, posterior, names.length, k);
  let before = -Infinity;
  let step = 0;
  let converged = false;
  while (step < iterations && !converged) {
    const likelihood = expect(rated, marks, model, posterior, k) / marks.label.length;
    model = maximise(rated, marks, posterior, names.length, k);
    step++;
    converged = likelihood - before < tolerance;
    before = likelihood;
    yield;
  }
  const accuracy = new Map(names.map((rater, w) => [rater, correct(model, w, k)]));
  return { posterior, classes: used, prior: model.prior, accuracy, iterations: step, converged };
}

interface Marks {
  readonly label: Uint32Array;
  readonly worker: Uint32Array;
}

interface Model {
  readonly prior: Float64Array;
  /** P(label | true class) of each worker: `[(worker * k + label) * k + true]`. */
  readonly errors: Float64Array;
}

function codes({ places, raters }: RatedItems, used: readonly number[], names: readonly number[]): Marks {
  const [labels, workers] = [new Map(used.map((place, i) => [place, i])), new Map(names.map((rater, i) => [rater, i]))];
  return { label: places.map((place) => labels.get(place)!), worker: raters!.map((rater) => workers.get(rater)!) };
}

/** The start: an item's shares of marks. */
function shares({ starts }: RatedItems, label: Uint32Array, k: number): Float64Array {
  const posterior = new Float64Array((starts.length - 1) * k);
  for (let item = 0; item + 1 < starts.length; item++) {
    const m = starts[item + 1]! - starts[item]!;
    for (let i = starts[item]!; i < starts[item + 1]!; i++) posterior[item * k + label[i]!]! += 1 / m;
  }
  return posterior;
}

function maximise({ starts }: RatedItems, { label, worker }: Marks, posterior: Float64Array, workers: number, k: number): Model {
  const items = starts.length - 1;
  const prior = new Float64Array(k);
  const errors = new Float64Array(workers * k * k);
  const seen = new Uint8Array(workers * k);
  for (let item = 0; item < items; item++) {
    for (let c = 0; c < k; c++) prior[c]! += posterior[item * k + c]! / items;
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const row = worker[i]! * k + label[i]!;
      seen[row] = 1;
      for (let c = 0; c < k; c++) errors[row * k + c]! += posterior[item * k + c]!;
    }
  }
  for (let w = 0; w < workers; w++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let l = 0; l < k; l++) if (seen[w * k + l]) sum += errors[(w * k + l) * k + c] = Math.max(LEAST, errors[(w * k + l) * k + c]!);
      for (let l = 0; l < k; l++) errors[(w * k + l) * k + c]! /= sum;
    }
  }
  return { prior: prior.map((p) => Math.max(LEAST, p)), errors };
}

/** Writes the posterior of the present model; answers its log-likelihood. */
function expect({ starts }: RatedItems, { label, worker }: Marks, { prior, errors }: Model, posterior: Float64Array, k: number): number {
  const logErrors = errors.map(Math.log);
  const logPrior = prior.map(Math.log);
  const log = new Float64Array(k);
  let likelihood = 0;
  for (let item = 0; item + 1 < starts.length; item++) {
    log.set(logPrior);
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const row = (worker[i]! * k + label[i]!) * k;
      for (let c = 0; c < k; c++) log[c]! += logErrors[row + c]!;
    }
    let most = -Infinity;
    for (const value of log) if (value > most) most = value;
    let sum = 0;
    for (let c = 0; c < k; c++) sum += posterior[item * k + c] = Math.exp(log[c]! - most);
    for (let c = 0; c < k; c++) posterior[item * k + c]! /= sum;
    likelihood += most + Math.log(sum);
  }
  return likelihood;
}

function correct({ prior, errors }: Model, worker: number, k: number): number {
  let sum = 0;
  for (let c = 0; c < k; c++) sum += prior[c]! * errors[(worker * k + c) * k + c]!;
  return sum;
}
