import { compared } from '../agreement/compared.js';
import type { LocatedRecord } from '../record.js';
import { inputsOf } from '../scoring/scoreRecords.js';
import type { TextRows } from './textRows.js';

/** Ratings of one attribute: row and value of each. */
interface Ratings {
  readonly min: number;
  readonly max: number;
  readonly rows: number[];
  readonly values: number[];
}

/** What a file's labels teach, as rows of its texts: unsaved edits are in it, dropped records are not. */
export class Labels {
  /** Rows of the better and the other response of each pair. */
  readonly pairs: (readonly [better: number, other: number])[] = [];
  readonly attributes = new Map<string, Ratings>();

  /** Takes a record's labels; answers the rows of its responses, -1 for one that has none. */
  take(record: LocatedRecord, texts: TextRows): readonly number[] {
    const rows = inputsOf(record).map((input) => texts.row(input));
    if (record.dropped) return rows;
    const pair = compared(record);
    const [better, other] = [rows[pair?.preferred ?? -1] ?? -1, rows[pair?.other ?? -1] ?? -1];
    if (better >= 0 && other >= 0 && better !== other) this.pairs.push([better, other]);
    record.responses.forEach((response, place) => {
      const row = rows[place]!;
      if (row < 0) return;
      for (const { attribute, min, max, consensus } of response.labels) {
        if (consensus === null || !Number.isFinite(consensus) || !(max > min)) continue;
        const ratings = this.ratings(attribute, min, max);
        // Another pool's marks on another scale are another matter.
        if (ratings.min !== min || ratings.max !== max) continue;
        ratings.rows.push(row);
        ratings.values.push(consensus);
      }
    });
    return rows;
  }

  private ratings(attribute: string, min: number, max: number): Ratings {
    let ratings = this.attributes.get(attribute);
    if (ratings === undefined) this.attributes.set(attribute, (ratings = { min, max, rows: [], values: [] }));
    return ratings;
  }
}
