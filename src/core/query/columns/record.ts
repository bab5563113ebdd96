import { BlockColumn } from './blocks.js';
import { CodeColumn } from './codes.js';
import { appendAll, packAll, type Column } from './column.js';
import { EvaluationColumns } from './evaluation.js';
import { FindingColumns } from './findings.js';
import { NumberColumn } from './numbers.js';
import { TextColumn } from './texts.js';

/** The columns of a `RecordTable` that are not an attribute's or a voter's; positions of responses count from 0. */
export class RecordColumns {
  readonly id = new TextColumn();
  readonly title = new TextColumn();
  readonly split = new CodeColumn();
  readonly subset = new CodeColumn();
  readonly responses = new NumberColumn();
  readonly dropped = new NumberColumn();
  readonly strength = new NumberColumn();
  readonly preferred = new NumberColumn();
  readonly other = new NumberColumn();
  /** Characters and model of responses 1 and 2. */
  readonly length = [new NumberColumn(), new NumberColumn()] as const;
  readonly model = [new CodeColumn(), new CodeColumn()] as const;
  /** Sampled hashes of all responses, by which scores follow their texts. */
  readonly prints = new BlockColumn(Uint32Array);
  readonly evaluation = new EvaluationColumns();

  /** Votes for the first, for the second, for neither. */
  readonly votes = [new NumberColumn(), new NumberColumn(), new NumberColumn()] as const;
  /** The best labelled response that is not the stated choice, and how far above it the labels put it. */
  readonly labelBetter = new NumberColumn();
  readonly labelMargin = new NumberColumn();
  /** Steps of a five-step scale by which the labels of the responses put the preferred one above the other. */
  readonly margin = new NumberColumn('single');
  /** 1 where the labels of the responses imply the preference, and nothing states it. */
  readonly derived = new NumberColumn();
  readonly widestAttribute = new CodeColumn();
  readonly widestResponse = new NumberColumn();
  readonly widestSpread = new NumberColumn();
  readonly widestRange = new NumberColumn();
  readonly widestMarks = new TextColumn();

  readonly findings = new FindingColumns();

  readonly mean = new NumberColumn('double');
  readonly sd = new NumberColumn('double');
  readonly z = new NumberColumn('double');
  readonly pSign = new NumberColumn('double');
  readonly pWrong = new NumberColumn('double');
  readonly models = new NumberColumn();
  readonly priority = new NumberColumn('double');
  /** One bit a flag, by its place in the registry. */
  readonly flags = new NumberColumn();

  get bytes(): number {
    return this.all.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  pack(count: number): readonly unknown[] {
    return packAll(this.all, count);
  }

  append(at: number, parts: readonly unknown[]): void {
    appendAll(this.all, at, parts);
  }

  private get all(): readonly Column[] {
    return (Object.values(this) as (Column | readonly Column[])[]).flat();
  }
}
