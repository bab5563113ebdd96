import type { Defects } from '../../flags/defects/defects.js';
import type { Twins } from '../siblings/twins.js';
import { appendAll, packAll } from './column.js';
import { NumberColumn } from './numbers.js';

/** What is wrong with a record's responses, and with its label beside those of the same prompt. Columns without any take no memory. */
export class FindingColumns {
  private readonly empty = new NumberColumn();
  private readonly identical = [new NumberColumn(), new NumberColumn()] as const;
  private readonly cutOff = new NumberColumn();
  private readonly refusals = new NumberColumn();
  private readonly twins = [new NumberColumn(), new NumberColumn(), new NumberColumn()] as const;
  private readonly circle = new NumberColumn();

  get bytes(): number {
    return this.all.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  pack(count: number): readonly unknown[] {
    return packAll(this.all, count);
  }

  append(at: number, parts: readonly unknown[]): void {
    appendAll(this.all, at, parts);
  }

  private get all(): readonly NumberColumn[] {
    return [this.empty, ...this.identical, this.cutOff, this.refusals, ...this.twins, this.circle];
  }

  setDefects(index: number, defects: Defects | null): void {
    this.empty.set(index, defects?.empty ?? NaN);
    this.identical[0].set(index, defects?.identical?.[0] ?? NaN);
    this.identical[1].set(index, defects?.identical?.[1] ?? NaN);
    this.cutOff.set(index, defects?.cutOff ?? NaN);
    this.refusals.set(index, defects?.refusals ? 1 : NaN);
  }

  defects(index: number): Defects | null {
    const [empty, first, cutOff] = [orNull(this.empty.get(index)), orNull(this.identical[0].get(index)), orNull(this.cutOff.get(index))];
    const refusals = this.refusals.get(index) === 1;
    if (empty === null && first === null && cutOff === null && !refusals) return null;
    return { empty, cutOff, identical: first === null ? null : [first, this.identical[1].get(index)], refusals };
  }

  setTwins(index: number, twins: Twins | null): void {
    this.twins[0].set(index, twins?.count ?? NaN);
    this.twins[1].set(index, twins?.against ?? NaN);
    this.twins[2].set(index, twins?.first ?? NaN);
  }

  twinsOf(index: number): Twins | null {
    const count = this.twins[0].get(index);
    return Number.isNaN(count) ? null : { count, against: this.twins[1].get(index), first: this.twins[2].get(index) };
  }

  setCircle(index: number, length: number | null): void {
    this.circle.set(index, length ?? NaN);
  }

  circleLength(index: number): number | null {
    return orNull(this.circle.get(index));
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
