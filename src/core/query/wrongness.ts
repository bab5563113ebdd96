import type { Decision } from '../reviews/decisions.js';
import { byRatings, byVotes } from '../wrong/people.js';
import { writeFeatures } from '../wrong/features.js';
import { learn } from '../wrong/learn.js';
import { FEATURES, logit, type WrongModel } from '../wrong/model.js';
import { outlierProbability } from '../wrong/outlier.js';
import { ONE_VOTER, SEVERAL_VOTERS } from '../wrong/shipped.js';
import type { AttributeTable } from './columns/attributes.js';
import type { RecordColumns } from './columns/record.js';

const WIDTH = FEATURES.length;
/** Pairs that a model is adapted to; of more, evenly spread ones. */
const LEARNED = 5000;
/** Fewer pairs than this say too little of a file to adapt to it. */
const FEWEST = 50;

/** P(label wrong) of the records of one file, by a model that is adapted to the file's labels and to what the curator decided. */
export class Wrongness {
  private current: WrongModel = ONE_VOTER;
  /** The same, as `logOdds` works with it: `wrongLogOdds` for every record of a file. */
  private weights = new Float64Array(WIDTH);
  private priorOdds = logit(ONE_VOTER.prior);
  private readonly features = new Float64Array(WIDTH);

  constructor(
    private readonly columns: RecordColumns,
    private readonly attributes: AttributeTable,
  ) {}

  /** The model as it is adapted now. */
  get model(): WrongModel {
    return this.current;
  }

  /** Adapts the scores' own model (null where they bring none) to the records as they stand; `decided` are those that somebody settled. */
  adapt(own: WrongModel | null, voters: number, count: number, decided: readonly Decision[]): void {
    const start = own ?? (voters > 1 ? SEVERAL_VOTERS : ONE_VOTER);
    const settled = new Map(decided.map(({ index, wrong }) => [index, wrong ? 1 : 0] as const));
    const stride = Math.max(1, Math.ceil(count / LEARNED));
    const found: number[] = [];
    for (let index = 0; index < count; index++) if ((index % stride === 0 || settled.has(index)) && this.isJudged(index)) found.push(index);
    if (found.length < FEWEST && settled.size === 0) {
      this.take(start);
      return;
    }
    const features = new Float64Array(found.length * WIDTH);
    found.forEach((index, place) => features.set(this.read(index), place * WIDTH));
    const base = Float64Array.from(found, (index) => this.base(index));
    const known = Int8Array.from(found, (index) => settled.get(index) ?? -1);
    this.take(learn({ count: found.length, features, base, decided: known }, start));
  }

  private take(model: WrongModel): void {
    this.current = model;
    this.weights = Float64Array.from(FEATURES, (feature) => model.coefficients[feature] ?? 0);
    this.priorOdds = logit(model.prior);
  }

  /** P(label wrong); NaN where nobody scored it. */
  of(index: number): number {
    if (this.isJudged(index)) return 1 / (1 + Math.exp(-this.logOdds(index)));
    // Where no pair is compared, the ratings themselves may be far from what is predicted.
    return outlierProbability(this.attributes.predictions(index), this.current.prior);
  }

  private logOdds(index: number): number {
    const base = this.base(index);
    let sum = Number.isNaN(base) ? this.priorOdds : base;
    this.read(index);
    for (let k = 0; k < WIDTH; k++) sum += this.weights[k]! * this.features[k]!;
    return sum;
  }

  /** The record's features, in the order of `FEATURES`; good until the next call. */
  read(index: number): Float64Array {
    const { columns } = this;
    const [preferred, other] = [columns.preferred.get(index), columns.other.get(index)];
    const stated = columns.derived.get(index) !== 1;
    writeFeatures(
      {
        mean: columns.mean.get(index),
        z: columns.z.get(index),
        pSign: columns.pSign.get(index),
        preferredLength: this.length(index, preferred),
        otherLength: this.length(index, other),
        judge: this.judges(index),
        margin: stated ? columns.margin.get(index) : NaN,
      },
      this.features,
    );
    return this.features;
  }

  /** Log odds by votes, or by the ratings that imply the preference; NaN where there are neither. */
  base(index: number): number {
    const { votes, preferred, derived, margin, widestSpread, widestRange } = this.columns;
    const first = votes[0].get(index);
    if (!Number.isNaN(first)) return byVotes({ first, second: votes[1].get(index), neutral: votes[2].get(index) }, preferred.get(index));
    if (derived.get(index) !== 1 || Number.isNaN(margin.get(index))) return NaN;
    const spread = widestSpread.get(index) / widestRange.get(index);
    return byRatings(margin.get(index), Number.isNaN(spread) ? 0 : spread);
  }

  private isJudged(index: number): boolean {
    return this.columns.models.get(index) > 0 && this.columns.dropped.get(index) !== 1;
  }

  private judges(index: number): number {
    let sum = 0;
    for (const judge of this.columns.evaluation.judges.values()) {
      const agrees = judge.get(index);
      if (!Number.isNaN(agrees)) sum += agrees === 1 ? 1 : -1;
    }
    return sum;
  }

  private length(index: number, position: number): number {
    if (position < 2 && this.columns.responses.get(index) <= 2) return this.columns.length[position as 0 | 1].get(index);
    return this.columns.evaluation.lengths.at(index, position);
  }
}
