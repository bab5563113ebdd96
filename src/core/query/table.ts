import { DEFAULT_CALIBRATION, type Calibration } from '../agreement/wrong.js';
import type { Evidence, VoterNoun } from '../flags/flag.js';
import type { Thresholds } from '../flags/thresholds.js';
import type { LocatedRecord } from '../record.js';
import { ReviewBook } from '../reviews/book.js';
import type { RecordScores, Voter } from '../scoring/scores.js';
import { ownModel, type WrongModel } from '../wrong/model.js';
import { RecordEvidence } from './evidence.js';
import { fingerprints, moves } from './fingerprint.js';
import { Judging } from './judging.js';
import { VoterScores } from './voters.js';
import { WrittenRecords, type WrittenPart } from './written.js';

/** What `finish` judges by. */
export interface FinishOptions {
  readonly thresholds?: Thresholds;
  /** The scoring model's own; null or left out for scores that carry none. */
  readonly calibration?: Calibration | null;
  /** The scoring model's own numbers for P(label wrong); without them its calibration gives them. */
  readonly wrong?: WrongModel | null;
}

/**
 * The numbers of every record of one open file, by column: what the flags, the worklist and the SQL table `records` read.
 *
 * Use: `add` every record in order, `finish`; then `replace` after an edit. For a model's scores `setVoters`, `setScores` a
 * record as they come, `finish` again when all are there. After the first `finish`, `replace` and `setScores` bring their
 * own record up to date at once, judged by the limits of the last `finish`.
 */
export class RecordTable {
  private readonly written = new WrittenRecords();
  readonly columns = this.written.columns;
  readonly attributes = this.written.attributes;
  /** What was done to the records. */
  readonly reviews = new ReviewBook();
  private readonly fileScores = this.written.scores;
  private modelScores: VoterScores | null = null;
  private calibration: Calibration = DEFAULT_CALIBRATION;
  readonly judging: Judging;

  constructor() {
    this.judging = new Judging(this);
  }

  /** Records added so far. */
  get count(): number {
    return this.written.count;
  }

  /** Who votes: the model's members once `setVoters` was called, else the file's own score columns; a scale is NaN until `finish` has found it. */
  get voters(): readonly Voter[] {
    return this.scores.voters;
  }

  /** Every set of scores: the one that votes first, then the file's own where a model's stand in its place. Empty sets are left out. */
  get scoreSets(): readonly VoterScores[] {
    return [...new Set([this.scores, this.fileScores])].filter(({ voters }) => voters.length > 0);
  }

  /** True for the scores that the file holds. */
  isFileScores(set: VoterScores): boolean {
    return set === this.fileScores;
  }

  /** Logistic map from the vote's mean difference to P(the preferred response is better). */
  get voteCalibration(): Calibration {
    return this.calibration;
  }

  /** True where the file itself holds rewards. */
  get hasFileScores(): boolean {
    return this.fileScores.voters.length > 0;
  }

  /** Memory of all columns. */
  get bytes(): number {
    return this.columns.bytes + this.attributes.bytes + this.fileScores.bytes + (this.modelScores?.bytes ?? 0);
  }

  /** Takes the next record; `record.index` must be `count`. */
  add(record: LocatedRecord): void {
    this.written.add(record);
  }

  /** Takes the next records as a thread wrote them, instead of adding them one by one; `ids` of those that it could not know, by their place. */
  append(part: WrittenPart, ids: readonly (readonly [index: number, id: string])[]): void {
    this.written.append(part, ids);
  }

  /** Takes a record that an edit changed. A model's scores follow the texts of the responses; those of a new text are missing until set. Answers other records that read differently now. */
  replace(index: number, record: LocatedRecord): readonly number[] {
    const texts = record.responses.map(({ text }) => text);
    const prints = fingerprints(texts);
    const moved = moves(this.columns.prints.get(index), prints);
    this.modelScores?.move(index, this.columns.responses.get(index), moved);
    this.attributes.movePredictions(index, moved);
    this.written.write(record, texts, prints);
    return this.judging.refresh(index, true);
  }

  /** Scores by a model come now, and stand in the place of the file's own; a voter whose scale is NaN gets one at `finish`. An empty list gives the file's back. */
  setVoters(voters: readonly Voter[]): void {
    this.attributes.clearPredictions();
    this.modelScores = voters.length > 0 ? new VoterScores() : null;
    this.modelScores?.reset(voters);
  }

  /** A model's scores of one record, responses in the record's present order. */
  setScores(index: number, scores: RecordScores): void {
    // A model without rewards predicts attributes, and leaves the vote to the file's own scores.
    if (this.modelScores === null && scores.rewards.length > 0) throw new Error('setVoters comes before setScores.');
    this.modelScores?.set(index, this.columns.responses.get(index), scores.rewards);
    this.attributes.setPredictions(index, scores.attributes);
    this.judging.refresh(index, false);
  }

  /** Derives mean to flags of all records; scales that the file must give are taken now and kept. */
  finish(options: FinishOptions = {}): void {
    for (const step of this.finishing(options)) void step;
  }

  /** The same in steps of a few milliseconds, between which others may have their turn. */
  *finishing({ thresholds = this.judging.thresholds, calibration = null, wrong = null }: FinishOptions = {}): Generator<void> {
    this.calibration = calibration ?? DEFAULT_CALIBRATION;
    const { columns } = this;
    this.scores.freeze(this.count, (index) => columns.responses.get(index), (index) => this.pair(index));
    yield* this.judging.all(thresholds, wrong ?? (calibration && ownModel(calibration)));
  }

  /** P(label wrong) and priority of all records anew, by what the curator has decided by now; in steps. */
  adapting(): Generator<void> {
    return this.judging.adapting();
  }

  /** Positions (from 0) of the preferred response and the other; null where the labels tie or nothing says which is next. */
  pair(index: number): readonly [preferred: number, other: number] | null {
    const preferred = this.columns.preferred.get(index);
    const other = this.columns.other.get(index);
    return Number.isNaN(preferred) || Number.isNaN(other) ? null : [preferred, other];
  }

  /** Each voter's scaled difference, preferred minus other; NaN where it scored not both. Empty where nothing is compared. */
  differences(index: number): readonly number[] {
    const pair = this.pair(index);
    return pair === null ? [] : this.scores.differences(index, this.columns.responses.get(index), pair[0], pair[1]);
  }

  /** Every voter's reward of one response (position from 0) divided by its scale; those that scored it only. */
  scaledRewards(index: number, response: number): readonly number[] {
    return this.scores.scaled(index, this.columns.responses.get(index), response);
  }

  /** True where an edit removed the record; it has no flags and is not in `records`. */
  dropped(index: number): boolean {
    return this.columns.dropped.get(index) === 1;
  }

  /** What the flags are judged by. */
  evidence(index: number): Evidence {
    return new RecordEvidence(this, index);
  }

  /** What sentences call the voters. */
  get voterNoun(): VoterNoun {
    return this.voters.length > 0 && this.voters.every(({ member }) => member) ? 'member' : 'model';
  }

  /** The scaled differences of those voters that scored both responses. */
  differencesOf(index: number): readonly number[] {
    const all = this.differences(index);
    // Asked for every record of a file: most have all of them.
    for (const difference of all) if (!Number.isFinite(difference)) return all.filter(Number.isFinite);
    return all;
  }

  circleRecords(index: number): readonly number[] {
    return this.judging.circle(index);
  }

  private get scores(): VoterScores {
    return this.modelScores ?? this.fileScores;
  }
}
