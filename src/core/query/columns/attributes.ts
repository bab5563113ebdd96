import { labelSpread } from '../../agreement/spread.js';
import type { AttributeLabel, Response } from '../../record.js';
import type { LabelledPrediction } from '../../flags/flag.js';
import type { PredictedAttribute } from '../../scoring/scores.js';
import { appendAll, packAll } from './column.js';
import { NumberColumn } from './numbers.js';
import { labelledPrediction } from './predicted.js';
import { usualError } from './usualError.js';

const pair = (precision?: 'single') => [new NumberColumn(precision), new NumberColumn(precision)] as const;

const NONE: readonly LabelledPrediction[] = [];

/** Most records by which a usual error is measured: enough to know a median well. */
const MEASURED = 10_000;

/** The first labels of one attribute on their way to another table. */
export interface AttributePart {
  readonly attribute: string;
  readonly pool: string | null;
  readonly min: number;
  readonly max: number;
  readonly labels: readonly unknown[];
}

/** Columns of one attribute, for responses 1 and 2. */
export class AttributeColumns {
  readonly label = pair();
  readonly spread = pair();
  readonly raters = pair();
  readonly predicted = pair('single');
  readonly predictedSd = pair('single');
  /** Ends of the labels' scale; NaN where nothing is labelled. */
  min = NaN;
  max = NaN;
  /** How far predictions usually are from this file's labels, on their scale; 0 until it is measured, or where too few are labelled. */
  usual = 0;

  /** `column` is the attribute's name as a part of column names. */
  constructor(
    readonly attribute: string,
    /** Group of annotators that it is of; null where a file has one. */
    readonly pool: string | null,
    readonly column: string,
  ) {}

  get bytes(): number {
    return [this.labels, this.predicted, this.predictedSd].flat().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** What people said, without what is predicted. */
  get labels(): readonly NumberColumn[] {
    return [this.label, this.spread, this.raters].flat();
  }
}

/** Every attribute met so far, in the order met. */
export class AttributeTable {
  private readonly byName = new Map<string, AttributeColumns>();
  /** True where predictions are on the scales of the file's labels, as those of heads that were fitted to them; else on 0-4. */
  predictedOnFileScale = false;
  /** True once anything was predicted. */
  private predicted = false;

  get all(): readonly AttributeColumns[] {
    return [...this.byName.values()];
  }

  get bytes(): number {
    return this.all.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Writes a record's labels over what stood there. */
  setLabels(index: number, responses: readonly Response[]): void {
    for (const response of responses.slice(0, 2)) for (const label of response.labels) this.scaled(label);
    for (const { attribute, pool, label, spread, raters } of this.byName.values()) {
      for (const k of [0, 1] as const) {
        const found = responses[k]?.labels.find((one) => one.attribute === attribute && one.pool === pool);
        label[k].set(index, found?.consensus ?? NaN);
        spread[k].set(index, (found && labelSpread(found)) ?? NaN);
        raters[k].set(index, found && found.ratings.length > 0 ? found.ratings.length : NaN);
      }
    }
  }

  /** The labels of the first `count` records. */
  pack(count: number): readonly AttributePart[] {
    return this.all.map(({ attribute, pool, min, max, labels }) => ({ attribute, pool, min, max, labels: packAll(labels, count) }));
  }

  /** Takes labels of another table, from `at` on. */
  append(at: number, parts: readonly AttributePart[]): void {
    for (const part of parts) appendAll(this.scaled(part).labels, at, part.labels);
  }

  /** Writes a model's predictions over what stood there; `predictions[response]`. */
  setPredictions(index: number, predictions: readonly (readonly PredictedAttribute[])[]): void {
    for (const list of predictions.slice(0, 2)) for (const { attribute } of list) this.named(attribute, null);
    this.predicted ||= predictions.some((list) => list.length > 0);
    for (const { attribute, pool, predicted, predictedSd } of this.byName.values()) {
      if (pool !== null) continue;
      for (const k of [0, 1] as const) {
        const found = predictions[k]?.find((one) => one.attribute === attribute);
        predicted[k].set(index, found?.mean ?? NaN);
        predictedSd[k].set(index, found?.sd ?? NaN);
      }
    }
  }

  /** Predictions of responses 1 and 2 follow their texts: `moves[new place]` = old place; those of later responses are not kept. */
  movePredictions(index: number, moves: readonly number[]): void {
    for (const { predicted, predictedSd } of this.byName.values()) {
      for (const columns of [predicted, predictedSd]) {
        const old = [columns[0].get(index), columns[1].get(index)];
        for (const k of [0, 1] as const) columns[k].set(index, old[moves[k] ?? -1] ?? NaN);
      }
    }
  }

  /** Labels of responses 1 and 2 that a model predicts too. */
  predictions(index: number): readonly LabelledPrediction[] {
    if (!this.predicted) return NONE;
    const found: LabelledPrediction[] = [];
    for (const columns of this.byName.values()) {
      if (columns.predicted[0].empty && columns.predicted[1].empty) continue;
      for (const k of [0, 1] as const) {
        const one = labelledPrediction(columns, index, k, this.predictedOnFileScale);
        if (one !== null) found.push(one);
      }
    }
    return found;
  }

  /** Measures how far the first `count` records' labels usually are from what is predicted, in steps of a few milliseconds: of many records, by some spread evenly. */
  *measureErrors(count: number): Generator<void> {
    if (!this.predicted) return;
    const stride = Math.max(1, Math.ceil(count / MEASURED));
    for (const columns of this.byName.values()) {
      columns.usual = 0;
      const distances: number[] = [];
      for (let index = 0; index < count; index += stride) {
        for (const k of [0, 1] as const) {
          const one = labelledPrediction(columns, index, k, this.predictedOnFileScale);
          if (one !== null) distances.push(Math.abs(one.label - one.predicted));
        }
      }
      columns.usual = usualError(Float64Array.from(distances));
      yield;
    }
  }

  clearPredictions(): void {
    this.predictedOnFileScale = false;
    this.predicted = false;
    for (const columns of this.byName.values()) {
      columns.usual = 0;
      for (const column of [...columns.predicted, ...columns.predictedSd]) column.clear();
    }
  }

  /** The first label says what the scale is. */
  private scaled({ attribute, pool, min, max }: Pick<AttributeLabel, 'attribute' | 'pool' | 'min' | 'max'>): AttributeColumns {
    const columns = this.named(attribute, pool);
    if (Number.isNaN(columns.min)) {
      columns.min = min;
      columns.max = max;
    }
    return columns;
  }

  private named(attribute: string, pool: string | null): AttributeColumns {
    const name = pool === null ? attribute : `${pool} ${attribute}`;
    let columns = this.byName.get(name);
    if (columns === undefined) {
      columns = new AttributeColumns(attribute, pool, this.columnName(name));
      this.byName.set(name, columns);
    }
    return columns;
  }

  /** SQL reads names without case: two attributes that would share a column are told apart by a number. */
  private columnName(attribute: string): string {
    const base = attribute.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '') || 'attribute';
    const used = new Set(this.all.map(({ column }) => column));
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base}_${n}`;
    return name;
  }
}
