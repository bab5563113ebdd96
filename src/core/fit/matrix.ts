import type { Features } from './features.js';
import type { TextRows } from './textRows.js';

/** The features of a file's texts, and how they were made of raw numbers. */
export interface FeatureMatrix {
  readonly features: Features;
  /** What each column's raw numbers were multiplied by; 0 for a column that does not vary. */
  readonly factors: Float64Array;
  /** Columns of the embedding, which are the first; the model's own reward, where it has one, comes next. */
  readonly embedding: number;
}

/**
 * How much less than an embedding's a column is drawn to 0, as a factor of its size: a few columns that mean something each
 * need none of the restraint that hundreds need which mean something together only.
 */
export const OWN = 100;
const CONSTANT = 300;

/**
 * The features of every row: embedding, the model's own reward and attributes, what is seen on the surface, and a constant.
 * Every column has mean 0 and sd 1 over the file (or is 0 all over), times its weight; no label has a part in it.
 */
export function featureMatrix(texts: TextRows): FeatureMatrix {
  const rows = texts.count;
  const first = texts.embedding(0);
  const known = first.numbers.length;
  const surface = texts.surface(0).length;
  const width = known + surface + 1;
  const values = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    values.set(texts.embedding(row).numbers, row * width);
    values.set(texts.surface(row), row * width + known);
  }
  const factors = new Float64Array(width);
  for (let column = 0; column < width - 1; column++) factors[column] = standardise(values, rows, width, column, column < first.size ? 1 : OWN);
  for (let row = 0; row < rows; row++) values[row * width + width - 1] = CONSTANT;
  return { features: { rows, width, values }, factors, embedding: first.size };
}

function standardise(values: Float32Array, rows: number, width: number, column: number, weight: number): number {
  let sum = 0;
  for (let at = column; at < values.length; at += width) sum += values[at]!;
  const mean = sum / rows;
  let squares = 0;
  for (let at = column; at < values.length; at += width) squares += (values[at]! - mean) ** 2;
  const sd = Math.sqrt(squares / rows);
  // What varies by rounding only does not vary.
  const factor = sd > 1e-6 * Math.abs(mean) ? weight / sd : 0;
  for (let at = column; at < values.length; at += width) values[at] = (values[at]! - mean) * factor;
  return factor;
}
