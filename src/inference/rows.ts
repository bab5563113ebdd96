/** A graph's output tensors as one list of numbers an input. */
import type { Tensor } from 'onnxruntime-node';
import type { PaddingSide } from './feeds.js';

/** Which numbers of an input are its own where a graph gives some for every token. */
export interface TokenPooling {
  /** Tokens of each input. */
  readonly lengths: readonly number[];
  readonly side: PaddingSide;
}

/** Rows of `[batch, ...]`; of `[batch, sequence, labels]` the last token's where `pooling` is given. Throws for a type that holds no scores. */
export function rowsOf({ type, dims, data }: Pick<Tensor, 'type' | 'dims' | 'data'>, pooling: TokenPooling | null): Float32Array[] {
  const values = floats(type, data);
  const rows = dims[0] ?? 1;
  const width = rows === 0 ? 0 : values.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    const own = values.slice(row * width, (row + 1) * width);
    return pooling !== null && dims.length === 3 ? lastToken(own, dims[1]!, dims[2]!, pooling.lengths[row] ?? 0, pooling.side) : own;
  });
}

function lastToken(values: Float32Array, sequence: number, labels: number, length: number, side: PaddingSide): Float32Array {
  const last = side === 'left' ? sequence - 1 : Math.min(length, sequence) - 1;
  return values.slice(last * labels, (last + 1) * labels);
}

function floats(type: Tensor.Type, data: Tensor['data']): Float32Array {
  if (type === 'float32') return Float32Array.from(data as Float32Array);
  if (type === 'float64') return Float32Array.from(data as Float64Array);
  // A Node without Float16Array gives the bits.
  if (type === 'float16') return data instanceof Uint16Array ? Float32Array.from(data, halfToNumber) : Float32Array.from(data as unknown as ArrayLike<number>);
  throw new Error(`the model gives ${type} where float32, float16 or float64 is read`);
}

/** The number that 16 bits of IEEE half precision stand for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
