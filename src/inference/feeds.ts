/** A batch of token ids as the tensors that a graph asks for. */
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { isPastInput, noPast, pastInputs, type Past } from './pastInputs.js';
import type { Encoded } from './tokenizer.js';

/** On which side the shorter inputs of a batch are filled. */
export type PaddingSide = 'left' | 'right';

/** How a batch is made rectangular. */
export interface Padding {
  readonly side: PaddingSide;
  /** The id that fills. */
  readonly id: number;
}

/** What stands at token `i` of an input, and in the places that are filled. */
interface Input {
  readonly value: (input: Encoded, i: number) => number;
  readonly fill: (padId: number) => number;
  /** True where it is asked for the tokens that were read before as well. */
  readonly whole?: boolean;
}

const zero = () => 0;
const INPUTS: ReadonlyMap<string, Input> = new Map<string, Input>([
  ['input_ids', { value: (input, i) => input.ids[i]!, fill: (padId) => padId }],
  ['attention_mask', { value: () => 1, fill: zero, whole: true }],
  ['token_type_ids', { value: (input, i) => input.types[i]!, fill: zero }],
  // Positions count an input's own tokens, wherever the padding is.
  ['position_ids', { value: (_, i) => i, fill: zero }],
]);

/** Why a graph with these inputs cannot be fed; null where it can. */
export function whyNotFed(inputs: readonly string[]): string | null {
  const unknown = inputs.filter((name) => !INPUTS.has(name) && !isPastInput(name));
  if (unknown.length === 0) return inputs.includes('input_ids') ? null : 'the graph has no input input_ids: it does not read text';
  const past = unknown.some((name) => name.startsWith('past_key_values') || name === 'use_cache_branch');
  const advice = past
    ? 'a cache named otherwise than past_key_values.0.key, or two graphs in one, are not known here; export the model for text-classification'
    : `only ${[...INPUTS.keys()].join(', ')} are known`;
  return `the graph asks for ${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ''}: ${advice}`;
}

/**
 * One tensor for every input of the graph; `past` stands for tokens that all inputs of the batch begin with, only what follows
 * is read. Throws where the graph asks for one that is not known here.
 */
export function feedsOf(inputs: readonly InferenceSession.ValueMetadata[], batch: readonly Encoded[], padding: Padding, past: Past = noPast(pastInputs(inputs))): Record<string, Tensor> {
  const reason = whyNotFed(inputs.map(({ name }) => name));
  if (reason !== null) throw new Error(reason);
  const width = Math.max(1, ...batch.map((input) => input.ids.length - past.length));
  const plain = inputs.filter(({ name }) => !isPastInput(name));
  return { ...Object.fromEntries(plain.map((input) => [input.name, tensorOf(input, batch, past.length, width, padding)])), ...past.tensors(batch.length) };
}

function tensorOf(asked: InferenceSession.ValueMetadata, batch: readonly Encoded[], from: number, width: number, padding: Padding): Tensor {
  const { value, fill, whole = false } = INPUTS.get(asked.name)!;
  const before = whole ? from : 0;
  const shape = [batch.length, before + width];
  const put = <T>(data: { [at: number]: T }, number: (value: number) => T) => {
    batch.forEach((input, row) => {
      const length = input.ids.length - from;
      const first = row * (before + width);
      for (let i = 0; i < before; i++) data[first + i] = number(value(input, i));
      const start = first + before + (padding.side === 'left' ? width - length : 0);
      for (let i = 0; i < length; i++) data[start + i] = number(value(input, from + i));
    });
  };
  const type = asked.isTensor ? asked.type : 'int64';
  const filled = fill(padding.id);
  const count = batch.length * (before + width);
  if (type === 'int64') {
    const data = new BigInt64Array(count).fill(BigInt(filled));
    put(data, BigInt);
    return new Tensor('int64', data, shape);
  }
  if (type !== 'int32' && type !== 'float32') throw new Error(`the graph asks for ${asked.name} as ${type}; int64, int32 and float32 are known here`);
  const data = (type === 'int32' ? new Int32Array(count) : new Float32Array(count)).fill(filled);
  put(data, (number) => number);
  return new Tensor(type, data, shape);
}
