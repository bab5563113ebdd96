/** A batch of token ids as the tensors that a graph asks for. */
import { Tensor, type InferenceSession } from 'onnxruntime-node';
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
}

const zero = () => 0;
const INPUTS: ReadonlyMap<string, Input> = new Map<string, Input>([
  ['input_ids', { value: (input, i) => input.ids[i]!, fill: (padId) => padId }],
  ['attention_mask', { value: () => 1, fill: zero }],
  ['token_type_ids', { value: (input, i) => input.types[i]!, fill: zero }],
  // Positions count an input's own tokens, wherever the padding is.
  ['position_ids', { value: (_, i) => i, fill: zero }],
]);

/** Why a graph with these inputs cannot be fed; null where it can. */
export function whyNotFed(inputs: readonly string[]): string | null {
  const unknown = inputs.filter((name) => !INPUTS.has(name));
  if (unknown.length === 0) return inputs.includes('input_ids') ? null : 'the graph has no input input_ids: it does not read text';
  const past = unknown.some((name) => name.startsWith('past_key_values'));
  const advice = past ? 'export the model for text-classification, without a cache of past keys' : `only ${[...INPUTS.keys()].join(', ')} are known`;
  return `the graph asks for ${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ''}: ${advice}`;
}

/** One tensor for every input of the graph; throws where it asks for one that is not known here. */
export function feedsOf(inputs: readonly InferenceSession.ValueMetadata[], batch: readonly Encoded[], padding: Padding): Record<string, Tensor> {
  const reason = whyNotFed(inputs.map(({ name }) => name));
  if (reason !== null) throw new Error(reason);
  const width = Math.max(1, ...batch.map((input) => input.ids.length));
  return Object.fromEntries(inputs.map((input) => [input.name, tensorOf(input, batch, width, padding)]));
}

function tensorOf(asked: InferenceSession.ValueMetadata, batch: readonly Encoded[], width: number, padding: Padding): Tensor {
  const { value, fill } = INPUTS.get(asked.name)!;
  const shape = [batch.length, width];
  const put = <T>(data: { [at: number]: T }, number: (value: number) => T) => {
    batch.forEach((input, row) => {
      const start = row * width + (padding.side === 'left' ? width - input.ids.length : 0);
      for (let i = 0; i < input.ids.length; i++) data[start + i] = number(value(input, i));
    });
  };
  const type = asked.isTensor ? asked.type : 'int64';
  const filled = fill(padding.id);
  if (type === 'int64') {
    const data = new BigInt64Array(batch.length * width).fill(BigInt(filled));
    put(data, BigInt);
    return new Tensor('int64', data, shape);
  }
  if (type !== 'int32' && type !== 'float32') throw new Error(`the graph asks for ${asked.name} as ${type}; int64, int32 and float32 are known here`);
  const data = (type === 'int32' ? new Int32Array(batch.length * width) : new Float32Array(batch.length * width)).fill(filled);
  put(data, (number) => number);
  return new Tensor(type, data, shape);
}
