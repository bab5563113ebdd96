/** One onnxruntime session: token ids in, outputs by name out. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Device } from '../core/scoring/scores.js';
import type { ModelFolder } from './modelFolder.js';
import type { Encoded } from './tokenizer.js';

/** Outputs by name; row i of each belongs to input i of the batch. */
export type Outputs = ReadonlyMap<string, readonly Float32Array[]>;

/** A model ready to run on one device. */
export interface Session {
  readonly outputs: readonly string[];
  /** Runs one batch; blocks the thread while it runs, after one turn of the event loop. */
  run(batch: readonly Encoded[]): Promise<Outputs>;
  close(): Promise<void>;
}

/** Opens the ONNX file on a device; rejects with onnxruntime's message where it cannot. */
export async function openSession(model: Pick<ModelFolder, 'graph' | 'rules'>, device: Device, threads: number): Promise<Session> {
  const session = await InferenceSession.create(model.graph, {
    executionProviders: [device],
    intraOpNumThreads: threads,
    // Batches differ in shape: a plan of memory for each shape would only add up.
    enableMemPattern: false,
    // Threads that wait by spinning slow each other down where an editor and its tools want the processor too.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3,
  });
  return {
    outputs: session.outputNames,
    async run(batch) {
      const feeds = Object.fromEntries(session.inputNames.map((name) => [name, inputTensor(name, batch, model.rules.padId)]));
      const results = await session.run(feeds);
      const outputs = new Map(session.outputNames.map((name) => [name, rowsOf(results[name]!)]));
      for (const name of session.outputNames) results[name]!.dispose();
      return outputs;
    },
    close: () => session.release(),
  };
}

function inputTensor(name: string, batch: readonly Encoded[], padId: number): Tensor {
  const length = Math.max(...batch.map((input) => input.ids.length));
  const data = new BigInt64Array(batch.length * length).fill(name === 'input_ids' ? BigInt(padId) : 0n);
  const value = INPUTS[name];
  if (!value) throw new Error(`the model asks for an input that is not known here: ${name}`);
  batch.forEach((input, row) => {
    for (let i = 0; i < input.ids.length; i++) data[row * length + i] = BigInt(value(input, i));
  });
  return new Tensor('int64', data, [batch.length, length]);
}

/** What stands at token `i`. */
const INPUTS: Readonly<Record<string, (input: Encoded, i: number) => number>> = {
  input_ids: (input, i) => input.ids[i]!,
  attention_mask: () => 1,
  token_type_ids: (input, i) => input.types[i]!,
  position_ids: (_, i) => i,
};

function rowsOf(tensor: Tensor): Float32Array[] {
  if (tensor.type !== 'float32') throw new Error(`the model gives ${tensor.type} where float32 is read`);
  const rows = tensor.dims[0]!;
  const data = Float32Array.from(tensor.data as Float32Array);
  const width = data.length / rows;
  return Array.from({ length: rows }, (_, row) => data.slice(row * width, (row + 1) * width));
}
