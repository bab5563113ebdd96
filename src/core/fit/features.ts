/** The numbers that stand for each response, row by row. */
export interface Features {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array;
}

/** `out[row]` becomes the row's product with `weights`. */
export function project({ rows, width, values }: Features, weights: Float64Array, out: Float64Array): void {
  for (let row = 0, at = 0; row < rows; row++) {
    // Four sums: the additions of one need not wait for each other.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let k = 0;
    for (; k + 3 < width; k += 4, at += 4) {
      a += values[at]! * weights[k]!;
      b += values[at + 1]! * weights[k + 1]!;
      c += values[at + 2]! * weights[k + 2]!;
      d += values[at + 3]! * weights[k + 3]!;
    }
    for (; k < width; k++, at++) a += values[at]! * weights[k]!;
    out[row] = a + b + c + d;
  }
}

/** The sum of the rows, each times its `share`. */
export function weightedSum({ rows, width, values }: Features, shares: Float64Array): Float64Array {
  const sum = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    const share = shares[row]!;
    if (share === 0) continue;
    const at = row * width;
    for (let k = 0; k < width; k++) sum[k]! += share * values[at + k]!;
  }
  return sum;
}
