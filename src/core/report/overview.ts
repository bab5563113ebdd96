import type { Census } from '../census.js';
import { flagNames } from '../query/published.js';
import type { RecordTable } from '../query/table.js';

/** What the file is, as whoever opened it knows. */
export interface FileFacts {
  /** Its name, without the folder. */
  readonly name: string;
  readonly format: string;
  readonly schema: string;
  readonly rows: number;
  readonly badRows: number;
}

/** What a dataset holds, in counts. */
export interface Overview extends FileFacts {
  /** Records that an edit did not drop. */
  readonly records: number;
  readonly dropped: number;
  readonly responses: number;
  readonly attributes: readonly string[];
  /** Fewest and most marks of one response (or votes on one pair), and whether annotators have names. */
  readonly annotators: { readonly min: number; readonly max: number; readonly named: boolean };
  /** Who votes: models, or members of one. */
  readonly voters: readonly string[];
  /** Records that have a score. */
  readonly scored: number;
  /** Records with a mean below 0: the models prefer the other response. */
  readonly negative: number;
  /** Records that the labels tie, or that have no label. */
  readonly undecided: number;
  readonly flagged: number;
  /** Records a flag; a record with two counts for both. */
  readonly flags: readonly { readonly name: string; readonly title: string; readonly count: number }[];
}

/** Counts a table, a record a call of `count`. */
export class OverviewCounter {
  private records = 0;
  private scored = 0;
  private negative = 0;
  private undecided = 0;
  private flagged = 0;
  private readonly counts: Map<string, number>;

  constructor(private readonly table: RecordTable) {
    this.counts = new Map(table.judging.flagList.map(({ name }) => [name, 0]));
  }

  count(index: number): void {
    const { table } = this;
    if (table.dropped(index)) return;
    this.records++;
    if (Number.isNaN(table.columns.preferred.get(index))) this.undecided++;
    const mean = table.columns.mean.get(index);
    if (!Number.isNaN(mean)) this.scored++;
    if (mean < 0) this.negative++;
    const names = flagNames(table, index);
    if (names.length > 0) this.flagged++;
    for (const name of names) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** All of it, once every record was counted. */
  overview(file: FileFacts, census: Census): Overview {
    const { records, scored, negative, undecided, flagged, table } = this;
    const { responses, attributes, annotators } = census.counted;
    const titles = new Map(table.judging.flagList.map(({ name, title }) => [name, title]));
    return {
      ...file,
      records,
      dropped: table.count - records,
      responses,
      attributes,
      annotators: { ...annotators, min: Number.isFinite(annotators.min) ? annotators.min : 0 },
      voters: table.voters.map(({ name }) => name),
      scored,
      negative,
      undecided,
      flagged,
      flags: [...this.counts].map(([name, count]) => ({ name, title: titles.get(name) ?? name, count })),
    };
  }
}
