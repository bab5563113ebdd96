/** One onnxruntime session: token ids in, outputs by name out. */
import { InferenceSession } from 'onnxruntime-node';
import { adapterOf, type DeviceName } from '../core/scoring/deviceWish.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import { feedsOf, whyNotFed, type PaddingSide } from './feeds.js';
import type { ModelFolder } from './modelFolder.js';
import { whyNotRead } from './outputs.js';
import { isPresentOutput, noPast, pastInputs, pastOf } from './pastInputs.js';
import { Prefixes } from './prefixes.js';
import { rowsOf } from './rows.js';
import type { EncodedOrNot } from './threadTask.js';
import type { Encoded } from './tokenizer.js';

/** Outputs by name; row i of each belongs to input i of the batch. */
export type Outputs = ReadonlyMap<string, readonly Float32Array[]>;

/** Tokens that all inputs of a batch begin with; at least one more follows in each. */
export interface PrefixUse {
  readonly length: number;
  /** Hears where they were read for this batch: once a session, as long as no others come between. */
  readonly onRead?: () => void;
}

/** A model ready to run on one device. */
export interface Session {
  /** Names of what it gives, a decoder's cache left out. */
  readonly outputs: readonly string[];
  /** True where a run rounds more coarsely than 32-bit floats on the CPU do. */
  readonly coarse: boolean;
  /** Runs one batch, padded on the model's side unless another is named; blocks the thread while it runs, after one turn of the event loop. */
  run(batch: readonly Encoded[], side?: PaddingSide, prefix?: PrefixUse): Promise<Outputs>;
  /** True where it takes a `prefix`: what inputs begin with is then read once and not for each. */
  readonly reuses?: boolean;
  close(): Promise<void>;
  /** Batches that it runs side by side; one where it is missing. */
  readonly lanes?: number;
  /** Seconds in which it computed, over all its lanes on average; missing where nobody counts. */
  busySeconds?(): number;
  /** Inputs as token ids, from threads of its own; where it is missing the caller tokenises. */
  encode?(inputs: readonly ScoreInput[]): Promise<readonly EncodedOrNot[]>;
}

/** Opens the ONNX file on a device; rejects with onnxruntime's message where it cannot. */
export async function openSession(model: Pick<ModelFolder, 'graph' | 'rules'>, device: DeviceName, threads: number): Promise<Session> {
  const { device: name, adapter } = adapterOf(device);
  const session = await InferenceSession.create(model.graph, {
    executionProviders: [adapter === null ? name : { name, deviceId: adapter }],
    intraOpNumThreads: threads,
    // Batches differ in shape: a plan of memory for each shape would only add up.
    enableMemPattern: false,
    // Threads that wait by spinning slow each other down where an editor and its tools want the processor too.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3,
  });
  const reason = whyNotFed(session.inputNames) ?? whyNotRead(model.rules, session.outputNames) ?? whyNotPast(session.inputMetadata);
  if (reason !== null) {
    await session.release();
    throw new Error(`${model.graph}: ${reason}`);
  }
  const { inputMetadata: inputs } = session;
  const cache = pastInputs(inputs);
  const outputs = session.outputNames.filter((name) => !isPresentOutput(name));
  const padding = (side: PaddingSide) => ({ side, id: model.rules.padId });
  const prefixes = new Prefixes(async (ids) => {
    const feeds = feedsOf(inputs, [{ ids, types: ids.map(() => 0) }], padding('right'), noPast(cache));
    return pastOf(cache, ids.length, await session.run(feeds, cache.map(({ output }) => output)));
  });
  return {
    outputs,
    coarse: device !== 'cpu' || session.outputMetadata.some((output) => output.isTensor && output.type === 'float16'),
    reuses: cache.length > 0 && cache.every(({ output }) => session.outputNames.includes(output)),
    async run(batch, side = model.rules.paddingSide, prefix) {
      const known = prefix && (await prefixes.get(batch[0]!.ids.slice(0, prefix.length)));
      if (known?.read) prefix?.onRead?.();
      const past = known?.past ?? noPast(cache);
      const results = await session.run(feedsOf(inputs, batch, padding(side), past), outputs);
      // A decoder that gives numbers for every token means its last one's.
      const pooling = model.rules.architecture === 'encoder' ? null : { lengths: batch.map((input) => input.ids.length - past.length), side };
      const rows = new Map(outputs.map((name) => [name, rowsOf(results[name]!, pooling)]));
      for (const name of outputs) results[name]!.dispose();
      return rows;
    },
    close: () => session.release(),
  };
}

function whyNotPast(inputs: readonly InferenceSession.ValueMetadata[]): string | null {
  try {
    return pastInputs(inputs) && null;
  } catch (error) {
    return (error as Error).message;
  }
}
