import type { AttributeTable } from '../columns/attributes.js';
import type { RecordColumns } from '../columns/record.js';
import { circleLengths, circleOf, type Ranking } from './circles.js';
import { Siblings } from './siblings.js';
import { twinsOf } from './twins.js';

/** Most preferences of one prompt among which circles are looked for by name. */
const NAMED = 400;

/** What the records of one file have to do with each other: twins that are labelled another way, preferences that go in a circle. Both are kept in the columns. */
export class Relations {
  private readonly siblings: Siblings;

  constructor(
    private readonly columns: RecordColumns,
    private readonly attributes: AttributeTable,
    count: number,
  ) {
    this.siblings = new Siblings(count, (index) => columns.evaluation.prompt.get(index));
  }

  /** Works out those of every prompt; a step a prompt. */
  *all(): Generator<void> {
    for (const group of this.siblings.all) {
      this.write(group);
      yield;
    }
  }

  /** Works out those of one record's prompt anew; answers the other records of which they may be others now. */
  renew(index: number): readonly number[] {
    const group = this.siblings.of(index);
    if (group.length === 0) return [];
    const before = group.map((one) => this.state(one));
    this.write(group);
    return group.filter((one, place) => one !== index && this.state(one) !== before[place]);
  }

  /** Records of a shortest circle that a record closes; empty where its prompt has too many to look. */
  circle(index: number): readonly number[] {
    const rankings = this.rankings(this.siblings.of(index));
    return rankings.length > NAMED ? [] : (circleOf(rankings, index) ?? []);
  }

  private write(group: readonly number[]): void {
    const { findings } = this.columns;
    const twins = twinsOf(group, { key: (index) => this.key(index), label: (index) => this.label(index) });
    const circles = group.length < 3 ? null : circleLengths(this.rankings(group));
    for (const index of group) {
      findings.setTwins(index, twins.get(index) ?? null);
      findings.setCircle(index, circles?.get(index) ?? null);
    }
  }

  private state(index: number): string {
    const { findings } = this.columns;
    const twins = findings.twinsOf(index);
    return [findings.circleLength(index), twins?.count, twins?.against, twins?.first].join();
  }

  /** The hash in the record's id, which says nothing of the order of its responses. */
  private key(index: number): string | null {
    if (this.columns.dropped.get(index) === 1) return null;
    return this.columns.id.get(index)?.replace(/#\d+$/, '') ?? null;
  }

  /** The label as one text: which response is preferred, how much, and what each is rated. */
  private label(index: number): string {
    const { prints, preferred, strength, evaluation } = this.columns;
    const own = prints.get(index);
    const ratings = own.map((print, k) => {
      const values = own.length > 2
        ? [...evaluation.labels.values()].map(({ values: of }) => of.at(index, k))
        : this.attributes.all.map(({ label }) => label[k as 0 | 1].get(index));
      return `${print}: ${values.join()}`;
    });
    return [own[preferred.get(index)] ?? '', Math.abs(strength.get(index)), ...ratings.sort()].join('; ');
  }

  private rankings(group: readonly number[]): readonly Ranking[] {
    const { dropped, preferred, prints } = this.columns;
    return group.flatMap((index) => {
      const chosen = preferred.get(index);
      if (Number.isNaN(chosen) || dropped.get(index) === 1) return [];
      const own = prints.get(index);
      const better = own[chosen]!;
      const worse = own.filter((print) => print !== better);
      return worse.length === 0 ? [] : [{ index, better, worse }];
    });
  }
}
