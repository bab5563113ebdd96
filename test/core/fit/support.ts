import type { Examples } from '../../../src/core/fit/examples.js';
import type { Features } from '../../../src/core/fit/features.js';
import { Random } from '../../support/random.js';

/** Runs a generator to its end. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** A standard normal draw (Box-Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Rows of standard normal numbers. */
export function normalRows(rows: number, width: number, random: Random): Features {
  return { rows, width, values: Float32Array.from({ length: rows * width }, () => normal(random)) };
}

/** One row's product with weights. */
export function product({ width, values }: Features, row: number, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += values[row * width + k]! * weights[k]!;
  return sum;
}

/** Pairs of neighbouring rows, each a prompt of its own; `better(pair)` says whether the first row is labelled better. */
export function neighbours(pairs: number, folds: number, better: (pair: number) => boolean): Examples {
  const plus = Int32Array.from({ length: pairs }, (_, pair) => 2 * pair + (better(pair) ? 0 : 1));
  return {
    count: pairs,
    plus,
    minus: plus.map((row) => row ^ 1),
    group: Int32Array.from({ length: pairs }, (_, pair) => pair),
    fold: Uint8Array.from({ length: pairs }, (_, pair) => pair % folds),
  };
}

/** Rows one by one, each a prompt of its own. */
export function singles(rows: number, folds: number): Examples {
  return {
    count: rows,
    plus: Int32Array.from({ length: rows }, (_, row) => row),
    minus: new Int32Array(rows).fill(-1),
    group: Int32Array.from({ length: rows }, (_, row) => row),
    fold: Uint8Array.from({ length: rows }, (_, row) => row % folds),
  };
}

/** Solves A x = b by Gauss-Jordan elimination with pivots. */
export function solved(matrix: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, b[i]!]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.slice(column).reduce((best, row, i) => (Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? i + column : best), column);
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    rows.forEach((row, i) => {
      if (i === column) return;
      const factor = row[column]! / rows[column]![column]!;
      for (let k = column; k <= rows.length; k++) row[k]! -= factor * rows[column]![k]!;
    });
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}

/** P(a positive scores higher than a negative), by counting every couple. */
export function auroc(scores: readonly number[], positive: readonly boolean[]): number {
  let wins = 0;
  let couples = 0;
  scores.forEach((a, i) => {
    if (positive[i]) scores.forEach((b, j) => void (!positive[j] && (couples++, (wins += a > b ? 1 : a === b ? 0.5 : 0))));
  });
  return wins / couples;
}
