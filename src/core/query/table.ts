import { disagreement } from '../agreement/disagreement.js';
import { ensemble, type Ensemble } from '../agreement/ensemble.js';
import { DEFAULT_CALIBRATION, wrongProbability, type Calibration } from '../agreement/wrong.js';
import type { Evidence, Finding } from '../flags/flag.js';
import { FLAGS } from '../flags/registry.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../flags/thresholds.js';
import type { LocatedRecord } from '../record.js';
import type { RecordScores, Voter } from '../scoring/scores.js';
import { AttributeTable } from './columns/attributes.js';
import { RecordColumns } from './columns/record.js';
import { writeRecord } from './columns/write.js';
import { RecordEvidence } from './evidence.js';
import { fingerprints, moves } from './fingerprint.js';
import { VoterScores } from './voters.js';

/** What `finish` judges by. */
export interface FinishOptions {
  readonly thresholds?: Thresholds;
  /** The scoring model's own; null or left out for scores that carry none. */
  readonly calibration?: Calibration | null;
}

/** Records between two steps of `finishing`. */
const STEP = 5000;

type Judge = (evidence: Evidence) => Finding | null;

/**
 * The numbers of every record of one open file, by column: what the flags, the worklist and the SQL table `records` read.
 *
 * Use: `add` every record in order, `finish`; then `replace` after an edit. For a model's scores `setVoters`, `setScores` a
 * record as they come, `finish` again when all are there. After the first `finish`, `replace` and `setScores` bring their
 * own record up to date at once, judged by the limits of the last `finish`.
 */
export class RecordTable {
  /** Records added so far. */
  count = 0;
  readonly columns = new RecordColumns();
  readonly attributes = new AttributeTable();
  private readonly fileScores = new VoterScores();
  private modelScores: VoterScores | null = null;
  private calibration: Calibration = DEFAULT_CALIBRATION;
  private judges: readonly Judge[] | null = null;

  /** Who votes: the model's members once `setVoters` was called, else the file's own score columns; a scale is NaN until `finish` has found it. */
  get voters(): readonly Voter[] {
    return this.scores.voters;
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
    if (record.index !== this.count) throw new RangeError(`Record ${record.index} comes after ${this.count - 1}.`);
    this.count++;
    this.write(record, fingerprints(record.responses.map(({ text }) => text)));
  }

  /** Takes a record that an edit changed. A model's scores follow the texts of the responses; those of a new text are missing until set. */
  replace(index: number, record: LocatedRecord): void {
    const prints = fingerprints(record.responses.map(({ text }) => text));
    const moved = moves(this.columns.prints.get(index), prints);
    this.modelScores?.move(index, this.columns.responses.get(index), moved);
    this.attributes.movePredictions(index, moved);
    this.write(record, prints);
    this.refresh(index);
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
    this.refresh(index);
  }

  /** Derives mean to flags of all records; scales that the file must give are taken now and kept. */
  finish(options: FinishOptions = {}): void {
    for (const step of this.finishing(options)) void step;
  }

  /** The same in steps of a few milliseconds, between which others may have their turn. */
  *finishing({ thresholds = DEFAULT_THRESHOLDS, calibration = null }: FinishOptions = {}): Generator<void> {
    this.calibration = calibration ?? DEFAULT_CALIBRATION;
    const { columns } = this;
    this.scores.freeze(this.count, (index) => columns.responses.get(index), (index) => this.pair(index));
    const file = { mean: new Float64Array(this.count), sd: new Float64Array(this.count) };
    for (let index = 0; index < this.count; index++) {
      const found = this.derive(index);
      const counts = found !== null && !this.dropped(index);
      file.mean[index] = counts ? found.mean : NaN;
      file.sd[index] = counts && found.voters > 1 ? found.sd : NaN;
      if (index % STEP === STEP - 1) yield;
    }
    this.judges = FLAGS.map((flag) => flag.judge(file, thresholds));
    for (let index = 0; index < this.count; index++) {
      this.flag(index);
      if (index % STEP === STEP - 1) yield;
    }
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
    const noun = this.voters.length > 0 && this.voters.every(({ member }) => member) ? 'member' : 'model';
    return new RecordEvidence(this.columns, index, noun, () => this.differences(index).filter(Number.isFinite));
  }

  /** The flags of one record, each with its numbers and its reason, in the registry's order. */
  findings(index: number): readonly { readonly flag: (typeof FLAGS)[number]; readonly finding: Finding }[] {
    if (this.judges === null || this.dropped(index)) return [];
    const evidence = this.evidence(index);
    return this.judges.flatMap((judge, place) => {
      const finding = judge(evidence);
      return finding === null ? [] : [{ flag: FLAGS[place]!, finding }];
    });
  }

  private get scores(): VoterScores {
    return this.modelScores ?? this.fileScores;
  }

  private refresh(index: number): void {
    if (this.judges === null) return;
    this.derive(index);
    this.flag(index);
  }

  private write(record: LocatedRecord, prints: readonly number[]): void {
    writeRecord(this.columns, record, prints);
    this.attributes.setLabels(record.index, record.responses);
    const rewards: (readonly (number | null)[])[] = [];
    for (const { model, rewards: list } of record.scores) rewards[this.fileScores.place(model)] = list;
    this.fileScores.set(record.index, record.responses.length, rewards);
  }

  private derive(index: number): Ensemble | null {
    const { columns } = this;
    const differences = this.differences(index).filter(Number.isFinite);
    const found = ensemble(differences);
    columns.models.set(index, differences.length);
    columns.mean.set(index, found?.mean ?? NaN);
    columns.sd.set(index, found?.sd ?? NaN);
    columns.z.set(index, found?.z ?? NaN);
    columns.pSign.set(index, found?.pSign ?? NaN);
    const wrong = found === null ? null : wrongProbability(found.mean, this.calibration);
    columns.pWrong.set(index, wrong ?? NaN);
    columns.priority.set(index, wrong ?? this.disagreement(index));
    return found;
  }

  private disagreement(index: number): number {
    const { widest, votes } = this.evidence(index);
    return disagreement(widest, votes);
  }

  private flag(index: number): void {
    let bits = 0;
    if (!this.dropped(index)) {
      const evidence = this.evidence(index);
      this.judges!.forEach((judge, place) => {
        if (judge(evidence) !== null) bits |= 1 << place;
      });
    }
    this.columns.flags.set(index, bits);
  }
}
