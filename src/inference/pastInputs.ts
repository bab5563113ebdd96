/** The cache of keys and values that an exported decoder takes and gives (Optimum's names): what it has read so far. */
import { Tensor, type InferenceSession } from 'onnxruntime-node';

/** One tensor of the cache, `[batch, heads, tokens, size]`, as input and as output. */
export interface PastInput {
  /** `past_key_values.0.key`. */
  readonly name: string;
  /** `present.0.key`: the same with the tokens that were just read. */
  readonly output: string;
  readonly type: 'float32' | 'float16';
  readonly heads: number;
  readonly size: number;
}

/** What some texts begin with, read before. */
export interface Past {
  /** Tokens. */
  readonly length: number;
  /** The cache for a batch of `rows` inputs that all begin with it. */
  tensors(rows: number): Record<string, Tensor>;
}

const INPUT = /^past_key_values\.(\d+\.(?:key|value))$/;

/** True for an input that takes a part of the cache. */
export function isPastInput(name: string): boolean {
  return INPUT.test(name);
}

/** True for an output that gives a part of the cache: no score is read from it. */
export function isPresentOutput(name: string): boolean {
  return /^present(_key_values)?\.\d+\./.test(name);
}

/** The cache's inputs, none where the graph has none; throws for one of a shape or type that is not known here. */
export function pastInputs(inputs: readonly InferenceSession.ValueMetadata[]): PastInput[] {
  return inputs.flatMap((input): PastInput[] => {
    const place = INPUT.exec(input.name)?.[1];
    if (place === undefined) return [];
    const [, heads, , size] = input.isTensor && input.shape.length === 4 ? input.shape : [];
    const type = input.isTensor ? input.type : '';
    if (typeof heads !== 'number' || typeof size !== 'number' || (type !== 'float32' && type !== 'float16')) {
      const found = input.isTensor ? `${input.type}[${input.shape.join(', ')}]` : 'no tensor';
      throw new Error(`the graph asks for ${input.name} as ${found}; float32 or float16 [batch, heads, tokens, size] with heads and size as numbers is known here`);
    }
    return [{ name: input.name, output: `present.${place}`, type, heads, size }];
  });
}

/** The cache of somebody who has read nothing. */
export function noPast(inputs: readonly PastInput[]): Past {
  return {
    length: 0,
    tensors: (rows) =>
      Object.fromEntries(inputs.map(({ name, type, heads, size }) => [name, new Tensor(type, type === 'float32' ? new Float32Array() : new Uint16Array(), [rows, heads, 0, size])])),
  };
}

type Numbers = Float32Array | Uint16Array;

/** The cache after `length` tokens of one text, from a run's outputs. Throws where the graph kept another number of tokens. */
export function pastOf(inputs: readonly PastInput[], length: number, results: Readonly<Record<string, Pick<Tensor, 'data' | 'dims'>>>): Past {
  const parts = inputs.map(({ name, output, type, heads, size }) => {
    const { data, dims } = results[output]!;
    const one = heads * length * size;
    if (dims.join() !== [1, heads, length, size].join()) throw new Error(`the graph gave ${output} as [${dims.join(', ')}] for ${length} tokens`);
    return { name, type, heads, size, one, data: data as Numbers };
  });
  return {
    length,
    tensors: (rows) =>
      Object.fromEntries(
        parts.map((part) => {
          // A group's batches come the longest tails first: each wants as many copies as the last one, or some more.
          if (part.data.length < rows * part.one) part.data = repeated(part.data.subarray(0, part.one), rows);
          return [part.name, new Tensor(part.type, part.data.subarray(0, rows * part.one) as Float32Array, [rows, part.heads, length, part.size])];
        }),
      ),
  };
}

function repeated<T extends Numbers>(data: T, times: number): T {
  const all = new (data.constructor as new (length: number) => T)(data.length * times);
  for (let row = 0; row < times; row++) all.set(data, row * data.length);
  return all;
}
