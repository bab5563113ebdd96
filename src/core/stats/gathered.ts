import { NOBODY } from '../agreement/ratedItems.js';
import { Growable } from '../bytes/growable.js';
import type { LocatedRecord, Preference, Response } from '../record.js';
import { helpsteer2Preference } from '../schemas/helpsteer2Preference.js';
import { judgeOf } from './judges.js';
import { MarkList, type MarkListPart } from './markList.js';
import { helpsteer2Drops, preferenceDrops, RuleDrops, type DropsPart } from './rules.js';

type Scale = { readonly min: number; readonly max: number };

/** Names of annotators that are kept; who comes later stays without one. */
const MOST_ANNOTATORS = 100_000;
/** Attributes (of each pool and judge) that are told of; a file that has more names columns by its data. */
const MOST_LISTS = 500;

/** What was gathered of a stretch of a file, as plain data; its records, rows and annotators count from 0. */
export interface GatheredPart {
  readonly records: number;
  readonly annotators: readonly string[];
  readonly lists: readonly MarkListPart[];
  readonly votes: MarkListPart | null;
  readonly helpsteer2: DropsPart;
  readonly preferences: DropsPart;
}

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

  /** `schema`: the file's, by name; `packed`: it will be packed. */
  constructor(
    private readonly schema: string,
    private readonly packed = false,
  ) {}

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

  pack(): GatheredPart {
    const { records, annotators, lists, votes, helpsteer2, preferences } = this;
    return { records, annotators, lists: [...lists.values()].map((list) => list.pack()), votes: votes && votes.pack(), helpsteer2: helpsteer2.pack(), preferences: preferences.pack() };
  }

  /** Takes what was gathered of the next stretch of the file, which stands after so many records and rows. */
  append(part: GatheredPart, before: { readonly records: number; readonly rows: number }): void {
    this.records += part.records;
    const numbers = part.annotators.map((annotator) => this.number(annotator));
    for (const list of part.lists) this.list(list.attribute, list.pool, list.judge, list.scale)?.append(list, before.records, numbers);
    if (part.votes) this.voteList(part.votes.scale).append(part.votes, before.records, numbers);
    this.helpsteer2.append(part.helpsteer2, before);
    this.preferences.append(part.preferences, before);
  }

  /** Counts a record of a file that has neither labels nor votes. */
  pass(dropped: boolean): void {
    if (!dropped) this.records++;
  }

  private addLabels(index: number, place: number, { labels }: Response): void {
    for (const { attribute, pool, min, max, ratings, consensus } of labels) {
      this.list(attribute, pool, judgeOf(ratings, this.schema), { min, max })?.add(index, place, { min, max }, consensus, ratings.map(({ value }) => value), (i) => this.number(ratings[i]!.annotator));
    }
  }

  private addVotes(record: LocatedRecord, preference: Preference): void {
    const marks = preference.votes.map(({ strength }) => strength);
    // Votes for a side alone are -1, 0 and 1; strengths end at 3 (HelpSteer2-Preference).
    const end = marks.some((mark) => Math.abs(mark) > 1) ? 3 : 1;
    const scale = { min: -end, max: end };
    this.voteList(scale).add(record.index, 0, scale, statedVote(preference, this.schema), marks, (i) => this.number(preference.votes[i]!.annotator));
    this.preferences.take(record, preferenceDrops(preference, this.schema));
  }

  /** Null where there are too many to be told of. */
  private list(attribute: string | null, pool: string | null, judge: string | null, scale: Scale): MarkList | null {
    const key = JSON.stringify([attribute, pool, judge]);
    let list = this.lists.get(key);
    if (list === undefined && this.lists.size >= MOST_LISTS) return null;
    if (list === undefined) this.lists.set(key, (list = this.newList(attribute, pool, judge, scale)));
    return list;
  }

  private voteList(scale: Scale): MarkList {
    return (this.votes ??= this.newList(null, null, null, scale));
  }

  private newList(attribute: string | null, pool: string | null, judge: string | null, { min, max }: Scale): MarkList {
    return new MarkList(attribute, pool, judge, min, max, this.packed ? new Growable() : null);
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
