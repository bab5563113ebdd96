import { NOBODY } from '../agreement/ratedItems.js';
import type { LocatedRecord, Preference, Response } from '../record.js';
import { helpsteer2Preference } from '../schemas/helpsteer2Preference.js';
import { judgeOf } from './judges.js';
import { MarkList } from './markList.js';
import { helpsteer2Drops, preferenceDrops, RuleDrops } from './rules.js';

/** Names of annotators that are kept; who comes later stays without one. */
const MOST_ANNOTATORS = 100_000;
/** Attributes (of each pool and judge) that are told of; a file that has more names columns by its data. */
const MOST_LISTS = 500;

/** What the statistics are made of: the marks of all records, gathered as these are read. Memory: 12 bytes a mark, 12 an item. */
export class Gathered {
  records = 0;
  readonly annotators: string[] = [];
  /** By attribute, pool and judge, in the order met. */
  readonly lists = new Map<string, MarkList>();
  readonly helpsteer2 = new RuleDrops();
  readonly preferences = new RuleDrops();
  private votes: MarkList | null = null;
  private readonly numbers = new Map<string, number>();

  /** `schema`: the file's, by name. */
  constructor(private readonly schema: string) {}

  /** Votes on preferences; null where there are none. */
  get preference(): MarkList | null {
    return this.votes;
  }

  /** Takes a record; one that was dropped does not count. */
  add(record: LocatedRecord): void {
    if (record.dropped) return;
    this.records++;
    record.responses.forEach((response, place) => this.addLabels(record.index, place, response));
    if (record.preference !== null && record.preference.votes.length > 0) this.addVotes(record, record.preference);
    this.helpsteer2.take(record, helpsteer2Drops(record));
  }

  /** Counts a record of a file that has neither labels nor votes. */
  pass(dropped: boolean): void {
    if (!dropped) this.records++;
  }

  private addLabels(index: number, place: number, { labels }: Response): void {
    for (const { attribute, pool, min, max, ratings, consensus } of labels) {
      const judge = judgeOf(ratings, this.schema);
      const key = JSON.stringify([attribute, pool, judge]);
      let list = this.lists.get(key);
      if (list === undefined && this.lists.size >= MOST_LISTS) continue;
      if (list === undefined) this.lists.set(key, (list = new MarkList(attribute, pool, judge, min, max)));
      list.add(index, place, { min, max }, consensus, ratings.map(({ value }) => value), (i) => this.number(ratings[i]!.annotator));
    }
  }

  private addVotes(record: LocatedRecord, preference: Preference): void {
    const marks = preference.votes.map(({ strength }) => strength);
    // Votes for a side alone are -1, 0 and 1; strengths end at 3 (HelpSteer2-Preference).
    const end = marks.some((mark) => Math.abs(mark) > 1) ? 3 : 1;
    this.votes ??= new MarkList(null, null, null, -end, end);
    this.votes.add(record.index, 0, { min: -end, max: end }, statedVote(preference, this.schema), marks, (i) => this.number(preference.votes[i]!.annotator));
    this.preferences.take(record, preferenceDrops(preference, this.schema));
  }

  private number(annotator: string | null): number {
    if (annotator === null) return NOBODY;
    let number = this.numbers.get(annotator);
    if (number === undefined) {
      if (this.annotators.length >= MOST_ANNOTATORS) return NOBODY;
      this.numbers.set(annotator, (number = this.annotators.push(annotator) - 1));
    }
    return number;
  }
}

/** The stated preference as one more vote; null where there is none. */
function statedVote({ chosen, strength }: Preference, schema: string): number | null {
  if (strength !== null || schema === helpsteer2Preference.name) return strength;
  return chosen === null ? 0 : chosen === 0 ? -1 : 1;
}
