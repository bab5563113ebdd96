import { NOBODY, type RatedItems } from '../agreement/ratedItems.js';
import { Growable } from '../bytes/growable.js';
import { Moments } from './moments.js';

/** Marks of a stretch of a file, whose own records and annotators count from 0. */
export interface MarkListPart {
  readonly attribute: string | null;
  readonly pool: string | null;
  readonly judge: string | null;
  readonly scale: { readonly min: number; readonly max: number };
  readonly items: number;
  readonly named: boolean;
  readonly perItem: { readonly min: number; readonly max: number } | null;
  readonly labels: Float64Array;
  readonly values: Float64Array;
  readonly raters: Uint32Array;
  readonly starts: Uint32Array;
  readonly records: Uint32Array;
  readonly responses: Uint32Array;
}

/** Marks of one attribute by one group of annotators, gathered record by record. */
export class MarkList {
  /** Items: marked or labelled. */
  items = 0;
  readonly labels = new Moments();
  readonly values = new Growable<Float64Array>();
  /** Annotators of the marks, by number; `NOBODY` where one has no name. */
  private readonly raters = new Growable(Uint32Array);
  /** First mark of each marked item, and the record and response (from 0) it is of. */
  private readonly starts = new Growable(Uint32Array);
  readonly records = new Growable(Uint32Array);
  readonly responses = new Growable(Uint32Array);
  private named = false;
  private least = Infinity;
  private most = 0;

  constructor(
    /** Null for votes on the preference. */
    readonly attribute: string | null,
    readonly pool: string | null,
    readonly judge: string | null,
    private min: number,
    private max: number,
    /** Every label, for `pack`; null where the list is not to be packed. */
    private readonly said: Growable<Float64Array> | null = null,
  ) {}

  /** Takes what was said of one item: the label, and marks with their annotators' numbers. */
  add(record: number, response: number, scale: { readonly min: number; readonly max: number }, label: number | null, marks: readonly number[], raters: (mark: number) => number): void {
    this.min = Math.min(this.min, scale.min);
    this.max = Math.max(this.max, scale.max);
    if (label !== null) {
      this.labels.add(label);
      this.said?.push(label);
    }
    if (marks.length > 0) {
      this.starts.push(this.values.length);
      this.records.push(record);
      this.responses.push(response);
      this.least = Math.min(this.least, marks.length);
      this.most = Math.max(this.most, marks.length);
    }
    marks.forEach((mark, i) => {
      const rater = raters(i);
      this.named ||= rater !== NOBODY;
      this.values.push(mark);
      this.raters.push(rater);
    });
    if (label !== null || marks.length > 0) this.items++;
  }

  /** The marks as plain data; of a list that keeps its labels. */
  pack(): MarkListPart {
    const { attribute, pool, judge, scale, items, named, perItem, values, raters, starts, records, responses, said } = this;
    if (said === null) throw new RangeError('This list keeps no labels.');
    const lists = { labels: said.pack(), values: values.pack(), raters: raters.pack(), starts: starts.pack(), records: records.pack(), responses: responses.pack() };
    return { attribute, pool, judge, scale, items, named, perItem, ...lists };
  }

  /** Takes the marks of the next stretch of the file: `before` records are above it, `numbers` are its annotators'. */
  append({ scale, items, named, perItem, labels, values, raters, starts, records, responses }: MarkListPart, before: number, numbers: readonly number[]): void {
    this.min = Math.min(this.min, scale.min);
    this.max = Math.max(this.max, scale.max);
    this.items += items;
    this.named ||= named;
    if (perItem) {
      this.least = Math.min(this.least, perItem.min);
      this.most = Math.max(this.most, perItem.max);
    }
    for (const label of labels) this.labels.add(label);
    this.starts.append(starts, this.values.length);
    this.values.append(values);
    for (const rater of raters) this.raters.push(numbers[rater] ?? NOBODY);
    this.records.append(records, before);
    this.responses.append(responses);
  }

  /** Ends of the scale. */
  get scale(): { readonly min: number; readonly max: number } {
    return { min: this.min, max: this.max };
  }

  /** Items that are marked. */
  get marked(): number {
    return this.starts.length;
  }

  /** Fewest and most marks of one; null without marks. */
  get perItem(): { readonly min: number; readonly max: number } | null {
    return this.marked === 0 ? null : { min: this.least, max: this.most };
  }

  /** The marks of one marked item. */
  marks(item: number): number[] {
    const end = item + 1 < this.marked ? this.starts.at(item + 1) : this.values.length;
    return Array.from({ length: end - this.starts.at(item) }, (_, i) => this.values.at(this.starts.at(item) + i));
  }

  /** What the agreement statistics read. A scale of whole numbers has all of its values as categories, another those that occur and its ends. */
  rated(): RatedItems {
    const categories = this.categories();
    const placeOf = new Map(categories.map((value, place) => [value, place]));
    const places = new Uint32Array(this.values.length);
    for (let i = 0; i < places.length; i++) places[i] = placeOf.get(this.values.at(i))!;
    const starts = new Uint32Array(this.marked + 1);
    for (let item = 0; item < this.marked; item++) starts[item] = this.starts.at(item);
    starts[this.marked] = this.values.length;
    // One judge's repeated marks are no annotators to be compared.
    const raters = this.named && this.judge === null ? Uint32Array.from(places, (_, i) => this.raters.at(i)) : null;
    return { categories, starts, places, raters };
  }

  private categories(): readonly number[] {
    const found = new Set<number>();
    for (let i = 0; i < this.values.length; i++) found.add(this.values.at(i));
    const { min, max } = this;
    const whole = Number.isInteger(min) && Number.isInteger(max) && max - min <= MOST_STEPS && [...found].every(Number.isInteger);
    const ends = Number.isFinite(min) && Number.isFinite(max) ? [min, max] : [];
    const all = whole ? Array.from({ length: max - min + 1 }, (_, i) => min + i) : ends;
    return [...new Set([...all, ...found])].sort((a, b) => a - b);
  }
}

/** A scale with more steps than this is measured by the values that occur. */
const MOST_STEPS = 100;
