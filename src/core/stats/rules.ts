import { consensus, threeClosest } from '../agreement/consensus.js';
import { spread } from '../agreement/spread.js';
import type { LocatedRecord, Preference } from '../record.js';
import { helpsteer2Preference } from '../schemas/helpsteer2Preference.js';
import type { Dropped } from './report.js';

/** Why a published rule drops a record; null where it keeps it. Undefined: the rule does not speak of it. */
export type Verdict = keyof Dropped['reasons'] | null | undefined;

/** The three closest marks of one item may be apart by so much. */
const LIMIT = 2;

/** HelpSteer2 (2406.08673): a prompt is kept only if the three closest marks of helpfulness (0-4) are at most 2 apart for each of its responses. */
export function helpsteer2Drops({ responses }: Pick<LocatedRecord, 'responses'>): Verdict {
  let verdict: Verdict;
  for (const { labels } of responses) {
    for (const { attribute, pool, min, max, ratings } of labels) {
      if (attribute !== 'helpfulness' || pool !== null || min !== 0 || max !== 4 || ratings.length < 2) continue;
      if (isApart(ratings.map(({ value }) => value))) return 'spread';
      verdict = null;
    }
  }
  return verdict;
}

/** HelpSteer2-Preference (2410.01257): dropped where neither response is valid, the three most similar votes are more than 2 apart, or the label is 0. It speaks of strengths, not of votes for a side. */
export function preferenceDrops({ strength, votes }: Preference, schema: string): Verdict {
  const marks = votes.map((vote) => vote.strength);
  // The file writes -100 where neither is valid: then there is no strength.
  if (strength === null && schema === helpsteer2Preference.name) return 'invalid';
  if (strength === null && marks.every((mark) => Math.abs(mark) <= 1)) return undefined;
  if (isApart(marks)) return 'spread';
  return (strength ?? consensus(marks)) === 0 ? 'zero' : null;
}

function isApart(marks: readonly number[]): boolean {
  return (spread(threeClosest(marks)) ?? 0) > LIMIT;
}

/** What a rule drops of a stretch of a file, whose own records and rows count from 0. */
export interface DropsPart extends Dropped {
  readonly applies: boolean;
}

/** What a rule drops, gathered record by record. */
export class RuleDrops {
  /** True once the rule spoke of a record. */
  applies = false;
  private readonly indices: number[] = [];
  private readonly rows: number[] = [];
  private readonly reasons = { spread: 0, zero: 0, invalid: 0 };

  take({ index, rows }: Pick<LocatedRecord, 'index' | 'rows'>, verdict: Verdict): void {
    if (verdict === undefined) return;
    this.applies = true;
    if (verdict === null) return;
    this.indices.push(index);
    for (const row of rows) this.rows.push(row + 1);
    this.reasons[verdict]++;
  }

  pack(): DropsPart {
    return { applies: this.applies, ...this.dropped };
  }

  /** Takes what it drops of the next stretch of the file, which stands after so many records and rows. */
  append({ applies, records, rows, reasons }: DropsPart, before: { readonly records: number; readonly rows: number }): void {
    this.applies ||= applies;
    for (const index of records) this.indices.push(index + before.records);
    for (const row of rows) this.rows.push(row + before.rows);
    for (const reason of ['spread', 'zero', 'invalid'] as const) this.reasons[reason] += reasons[reason];
  }

  get dropped(): Dropped {
    return { records: this.indices, rows: [...this.rows].sort((a, b) => a - b), reasons: this.reasons };
  }
}
