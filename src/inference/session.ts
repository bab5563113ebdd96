/** One onnxruntime session: token ids in, outputs by name out. */
import { InferenceSession } from 'onnxruntime-node';
import type { Device, ScoreInput } from '../core/scoring/scores.js';
import { feedsOf, whyNotFed, type PaddingSide } from './feeds.js';
import type { ModelFolder } from './modelFolder.js';
import { whyNotRead } from './outputs.js';
import { rowsOf } from './rows.js';
import type { EncodedOrNot } from './threadTask.js';
import type { Encoded } from './tokenizer.js';

/** Outputs by name; row i of each belongs to input i of the batch. */
export type Outputs = ReadonlyMap<string, readonly Float32Array[]>;

/** A model ready to run on one device. */
export interface Session {
  readonly outputs: readonly string[];
  /** True where a run rounds more coarsely than 32-bit floats on the CPU do. */
  readonly coarse: boolean;
  /** Runs one batch, padded on the model's side unless another is named; blocks the thread while it runs, after one turn of the event loop. */
  run(batch: readonly Encoded[], side?: PaddingSide): Promise<Outputs>;
  close(): Promise<void>;
  /** Batches that it runs side by side; one where it is missing. */
  readonly lanes?: number;
  /** Seconds in which it computed, over all its lanes on average; missing where nobody counts. */
  busySeconds?(): number;
  /** Inputs as token ids, from threads of its own; where it is missing the caller tokenises. */
  encode?(inputs: readonly ScoreInput[]): Promise<readonly EncodedOrNot[]>;
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
  const reason = whyNotFed(session.inputNames) ?? whyNotRead(model.rules, session.outputNames);
  if (reason !== null) {
    await session.release();
    throw new Error(`${model.graph}: ${reason}`);
  }
  return {
    outputs: session.outputNames,
    coarse: device !== 'cpu' || session.outputMetadata.some((output) => output.isTensor && output.type === 'float16'),
    async run(batch, side = model.rules.paddingSide) {
      const results = await session.run(feedsOf(session.inputMetadata, batch, { side, id: model.rules.padId }));
      // A decoder that gives numbers for every token means its last one's.
      const pooling = model.rules.architecture === 'encoder' ? null : { lengths: batch.map((input) => input.ids.length), side };
      const outputs = new Map(session.outputNames.map((name) => [name, rowsOf(results[name]!, pooling)]));
      for (const name of session.outputNames) results[name]!.dispose();
      return outputs;
    },
    close: () => session.release(),
  };
}
