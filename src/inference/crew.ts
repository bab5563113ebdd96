/** A session in threads: batches run side by side on the processor's cores, and texts become tokens meanwhile. */
import type { Device } from '../core/scoring/scores.js';
import { plan, type Lanes } from './lanes.js';
import type { ModelFolder } from './modelFolder.js';
import type { Session } from './session.js';
import { startThread, type Thread } from './thread.js';

/** Opens the model on a device in threads of `script`; rejects with onnxruntime's message where it cannot. */
export async function openCrew(script: string, model: ModelFolder, device: Device, lanes: Lanes = plan({ path: model.graph, data: model.data }, device)): Promise<Session> {
  const { graph, rules, tokenizer, tokenizerConfig } = model;
  const opening = [
    ...Array.from({ length: lanes.runners }, () =>
      startThread(script, { role: 'run', model: { graph, rules }, device, threads: lanes.threads }),
    ),
    ...Array.from({ length: lanes.encoders }, () => startThread(script, { role: 'encode', model: { tokenizer, tokenizerConfig, rules } })),
  ];
  const opened = await Promise.allSettled<Thread<'run'> | Thread<'encode'>>(opening);
  const threads = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = async () => void (await Promise.all(threads.map((thread) => thread.close())));
  const failure = opened.find((result) => result.status === 'rejected');
  if (failure) {
    await close();
    throw failure.reason;
  }
  const runners = threads.slice(0, lanes.runners) as Thread<'run'>[];
  const encoders = threads.slice(lanes.runners) as Thread<'encode'>[];
  const run = shareOut(runners, 1);
  const encode = shareOut(encoders, 2);
  let busy = 0;
  return {
    outputs: runners[0]!.start.outputs,
    coarse: runners[0]!.start.coarse,
    lanes: runners.length,
    busySeconds: () => busy / runners.length,
    encode,
    run: async (batch, side) => {
      const { outputs, seconds } = await run({ batch, ...(side && { side }) });
      busy += seconds;
      return outputs;
    },
    close,
  };
}

/** Asks whichever thread has fewer than `depth` questions, in the order of asking. */
function shareOut<Q, A>(threads: readonly { ask(question: Q): Promise<A> }[], depth: number): (question: Q) => Promise<A> {
  const free = Array.from({ length: depth }, () => threads).flat();
  const waiting: ((thread: (typeof free)[number]) => void)[] = [];
  return async (question) => {
    const thread = free.shift() ?? (await new Promise<(typeof free)[number]>((resolve) => waiting.push(resolve)));
    try {
      return await thread.ask(question);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
    }
  };
}
