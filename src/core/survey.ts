import { t } from '@vscode/l10n';
import { BadRows, type BadRow } from './badRows.js';
import { Census, type Counted } from './census.js';
import type { RowFile, Slot } from './formats/rows.js';
import { grouperOf, type Group, type Grouper } from './groups/grouper.js';
import type { Row, Schema } from './schemas/schema.js';

/** What a run of rows holds, all of them validated; `bad` lists the first hundred thousand. */
export interface Surveyed extends Counted {
  readonly rows: number;
  readonly records: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
}

/** Validates rows and counts what they hold, without giving records a place or an id: what `inspect` needs, at a fraction of a scan's cost. */
export class Survey {
  private readonly bad = new BadRows();
  private readonly census = new Census();
  private readonly grouper: Grouper;
  private rows = 0;
  private records = 0;

  constructor(private readonly schema: Schema) {
    this.grouper = grouperOf(schema.grouping);
  }

  /** Takes the next row; `local` is its number in its file, `row` in the dataset. */
  take(file: RowFile, { row, offset, text, problem }: Slot, local: number): void {
    this.rows++;
    let groups: readonly Group[];
    try {
      if (text === null) throw new Error(problem ?? t('the row cannot be read'));
      const value = file.parse(text);
      this.schema.check(value);
      groups = this.grouper.take({ row, offset }, local, value);
    } catch (error) {
      this.bad.add(row, offset, (error as Error).message);
      groups = this.grouper.skip(local);
    }
    for (const group of groups) if (group.values) this.count(group, group.values, []);
  }

  /** Another file begins. */
  border(): void {
    for (const group of this.grouper.border(false)) if (group.values) this.count(group, group.values, []);
  }

  /** All rows have come; `read` gets rows that were not kept. */
  async end(read: (rows: readonly number[]) => Promise<readonly Row[]>): Promise<Surveyed> {
    for (const group of this.grouper.border(true)) {
      this.count(group, group.values ?? (await read(group.rows)), group.above.length > 0 ? await read(group.above) : []);
    }
    return { ...this.census.counted, rows: this.rows, records: this.records, bad: this.bad.list, badCount: this.bad.count };
  }

  private count({ rows, offsets }: Group, values: readonly Row[], above: readonly Row[]): void {
    try {
      this.census.add(this.schema.record(values, above));
      this.records++;
    } catch (error) {
      rows.forEach((row, i) => this.bad.add(row, offsets[i] ?? 0, (error as Error).message));
    }
  }
}
