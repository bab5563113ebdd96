/** A symmetric positive definite matrix, factored so that equations in it are solved at once. */
export interface Factor {
  readonly width: number;
  /** Lower triangle, row by row. */
  readonly lower: Float64Array;
}

/** Factors `gram` (lower triangle, row by row) times `share`, plus `penalty` on the diagonal; throws where that is not positive definite. */
export function factored(gram: Float64Array, width: number, share: number, penalty: number): Factor {
  const lower = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    const row = i * width;
    for (let j = 0; j <= i; j++) {
      const other = j * width;
      let sum = share * gram[row + j]! + (i === j ? penalty : 0);
      for (let k = 0; k < j; k++) sum -= lower[row + k]! * lower[other + k]!;
      if (i !== j) lower[row + j] = sum / lower[other + j]!;
      else if (sum > 0) lower[row + j] = Math.sqrt(sum);
      else throw new RangeError('the features are not finite, or the penalty is too small for them');
    }
  }
  return { width, lower };
}

/** The x of A x = b. */
export function solve({ width, lower }: Factor, b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < width; i++) {
    const row = i * width;
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= lower[row + k]! * x[k]!;
    x[i] = sum / lower[row + i]!;
  }
  for (let i = width - 1; i >= 0; i--) {
    const row = i * width;
    const value = x[i]! / lower[row + i]!;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k]! -= lower[row + k]! * value;
  }
  return x;
}

/** The sum of products of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** x' A x for a matrix of which the lower triangle is given. */
export function quadratic(gram: Float64Array, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const row = i * x.length;
    let off = 0;
    for (let j = 0; j < i; j++) off += gram[row + j]! * x[j]!;
    sum += x[i]! * (2 * off + gram[row + i]! * x[i]!);
  }
  return sum;
}
