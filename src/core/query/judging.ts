import { ensemble } from '../agreement/ensemble.js';
import type { Evidence, FileNumbers, Finding, Flag } from '../flags/flag.js';
import type { FlagName } from '../flags/order.js';
import type { OwnFlag } from '../flags/own/ownFlag.js';
import { FLAGS } from '../flags/registry.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../flags/thresholds.js';
import { decisions } from '../reviews/decisions.js';
import type { WrongModel } from '../wrong/model.js';
import { Relations } from './siblings/relations.js';
import type { RecordTable } from './table.js';
import { priorityOf } from './value.js';
import { Wrongness } from './wrongness.js';

/** Records between two steps of `all`. */
const STEP = 5000;

type Judge = (evidence: Evidence) => Finding | null;

/** Derives what a table says of its records from what it holds: mean to priority, and the flags. */
export class Judging {
  thresholds: Thresholds = DEFAULT_THRESHOLDS;
  readonly wrongness: Wrongness;
  /** All flags that a record can bear: the built-in ones, then the user's own. */
  flagList: readonly FlagName[] = FLAGS;
  /** The user's own flags. */
  ownFlags: readonly OwnFlag[] = [];
  /** How many records were decided when P(label wrong) was adapted last. */
  decided = 0;
  private given: WrongModel | null = null;
  private judges: readonly Judge[] | null = null;
  private relations: Relations | null = null;

  constructor(private readonly table: RecordTable) {
    this.wrongness = new Wrongness(table.columns, table.attributes);
  }

  /** Takes the user's own flags; no record bears one until `mark` says so. */
  setOwnFlags(flags: readonly OwnFlag[]): void {
    const { columns, count } = this.table;
    const builtIn = (1 << FLAGS.length) - 1;
    if (this.ownFlags.length > 0) for (let index = 0; index < count; index++) columns.flags.set(index, (columns.flags.get(index) || 0) & builtIn);
    this.ownFlags = flags;
    this.flagList = [...FLAGS, ...flags.map(({ name }) => ({ name, title: name }))];
  }

  /** The user's own flags that a record bears. */
  ownFlagsOf(index: number): readonly OwnFlag[] {
    const bits = this.table.columns.flags.get(index);
    return bits > 0 ? this.ownFlags.filter((_, place) => bits & (1 << (FLAGS.length + place))) : [];
  }

  /** These records bear one of the user's own flags, by its place; what bore it before still does. */
  mark(place: number, indices: Iterable<number>): void {
    const { flags } = this.table.columns;
    for (const index of indices) if (!this.table.dropped(index)) flags.set(index, (flags.get(index) || 0) | (1 << (FLAGS.length + place)));
  }

  /** Judges all records by the limits of the whole file, in steps of a few milliseconds; `own` is the scores' model of wrong labels. */
  *all(thresholds: Thresholds, own: WrongModel | null): Generator<void> {
    const { table } = this;
    this.thresholds = thresholds;
    this.given = own;
    const file = { mean: new Float64Array(table.count), sd: new Float64Array(table.count) };
    yield* table.attributes.measureErrors(table.count);
    for (let index = 0; index < table.count; index++) {
      this.measure(index, file);
      if (index % STEP === STEP - 1) yield;
    }
    yield* this.adapting();
    this.relations = new Relations(table.columns, table.attributes, table.count);
    let prompts = 0;
    for (const step of this.relations.all()) {
      void step;
      if (++prompts % STEP === 0) yield;
    }
    this.judges = FLAGS.map((flag) => flag.judge(file, thresholds));
    for (let index = 0; index < table.count; index++) {
      this.flag(index);
      if (index % STEP === STEP - 1) yield;
    }
  }

  /** True once all records have been judged. */
  get done(): boolean {
    return this.judges !== null;
  }

  /** Judges all records by other limits; where they have not been judged yet, they will be by these. */
  *anew(thresholds: Thresholds): Generator<void> {
    if (this.done) yield* this.all(thresholds, this.given);
    else this.thresholds = thresholds;
  }

  /** P(label wrong) and priority of all records anew, by what the curator has decided by now. */
  *adapting(): Generator<void> {
    const { table } = this;
    this.decided = table.reviews.decided;
    this.wrongness.adapt(this.given, table.voters.length, table.count, decisions(table.reviews));
    yield;
    for (let index = 0; index < table.count; index++) {
      this.weigh(index);
      if (index % STEP === STEP - 1) yield;
    }
  }

  /** Brings one record up to date, by the limits of the last `all`; answers others that read differently now. `relabelled`: its label may be another. */
  refresh(index: number, relabelled: boolean): readonly number[] {
    if (this.judges === null) return [];
    this.measure(index, null);
    this.weigh(index);
    const touched = relabelled ? this.relations!.renew(index) : [];
    this.flag(index);
    for (const one of touched) this.flag(one);
    return touched;
  }

  /** The built-in flags of one record, each with its numbers and its reason, in the registry's order. */
  findings(index: number): readonly { readonly flag: Flag; readonly finding: Finding }[] {
    if (this.judges === null || this.table.dropped(index)) return [];
    const evidence = this.table.evidence(index);
    return this.judges.flatMap((judge, place) => {
      const finding = judge(evidence);
      return finding === null ? [] : [{ flag: FLAGS[place]!, finding }];
    });
  }

  /** Records of a shortest circle that the record's preference closes. */
  circle(index: number): readonly number[] {
    return this.relations?.circle(index) ?? [];
  }

  private measure(index: number, file: { [K in keyof FileNumbers]: Float64Array } | null): void {
    const { columns } = this.table;
    const differences = this.table.differencesOf(index);
    const found = ensemble(differences);
    columns.models.set(index, differences.length);
    columns.mean.set(index, found?.mean ?? NaN);
    columns.sd.set(index, found?.sd ?? NaN);
    columns.z.set(index, found?.z ?? NaN);
    columns.pSign.set(index, found?.pSign ?? NaN);
    if (file === null) return;
    const counts = found !== null && !this.table.dropped(index);
    file.mean[index] = counts ? found.mean : NaN;
    file.sd[index] = counts && found.voters > 1 ? found.sd : NaN;
  }

  private weigh(index: number): void {
    const { columns, attributes } = this.table;
    columns.pWrong.set(index, this.wrongness.of(index));
    columns.priority.set(index, priorityOf(columns, attributes, index));
  }

  private flag(index: number): void {
    let bits = 0;
    if (!this.table.dropped(index)) {
      const evidence = this.table.evidence(index);
      this.judges!.forEach((judge, place) => {
        if (judge(evidence) !== null) bits |= 1 << place;
      });
    }
    this.table.columns.flags.set(index, bits);
  }
}
