/** A session in threads: batches run side by side on the processor's cores, and texts become tokens meanwhile. */
import { adapterOf, type DeviceName } from '../core/scoring/deviceWish.js';
import { plan, type Lanes } from './lanes.js';
import type { ModelFolder } from './modelFolder.js';
import type { Session } from './session.js';
import { startThread, type Thread } from './thread.js';
import type { ThreadWork } from './threadTask.js';

/** Opens the model on a device in threads of `script`; rejects with onnxruntime's message where it cannot. */
export async function openCrew(script: string, model: ModelFolder, device: DeviceName, lanes: Lanes = plan({ path: model.graph, data: model.data }, adapterOf(device).device)): Promise<Session> {
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
  /** What each runner has read last for a batch to begin with. */
  const prefixes = new Map<Thread<'run'>, readonly number[]>();
  const run = shareOut(runners, 1, (runner, { batch, prefix }) => prefix !== undefined && startsWith(batch[0]!.ids, prefix, prefixes.get(runner)));
  const encode = shareOut(encoders, 2);
  let busy = 0;
  return {
    outputs: runners[0]!.start.outputs,
    coarse: runners[0]!.start.coarse,
    reuses: runners[0]!.start.reuses ?? false,
    lanes: runners.length,
    busySeconds: () => busy / runners.length,
    encode: (inputs) => encode(inputs),
    run: async (batch, side, prefix) => {
      const asked = { batch, ...(side && { side }), ...(prefix && { prefix: prefix.length }) };
      const { outputs, seconds, prefixRead } = await run(asked, (runner) => prefix && prefixes.set(runner, batch[0]!.ids.slice(0, prefix.length)));
      busy += seconds;
      if (prefixRead) prefix?.onRead?.();
      return outputs;
    },
    close,
  };
}

/** Asks whichever thread has fewer than `depth` questions, one that `suits` the question where there is a choice, in the order of asking. */
function shareOut<Role extends keyof ThreadWork>(
  threads: readonly Thread<Role>[],
  depth: number,
  suits: (thread: Thread<Role>, question: ThreadWork[Role][0]) => boolean = () => false,
): (question: ThreadWork[Role][0], onTaken?: (thread: Thread<Role>) => void) => Promise<ThreadWork[Role][1]> {
  const free = Array.from({ length: depth }, () => threads).flat();
  const waiting: ((thread: Thread<Role>) => void)[] = [];
  return async (question, onTaken) => {
    const best = Math.max(0, free.findIndex((thread) => suits(thread, question)));
    const thread = free.splice(best, 1)[0] ?? (await new Promise<Thread<Role>>((resolve) => waiting.push(resolve)));
    onTaken?.(thread);
    try {
      return await thread.ask(question);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
    }
  };
}

function startsWith(ids: readonly number[], length: number, prefix: readonly number[] | undefined): boolean {
  return prefix?.length === length && prefix.every((id, i) => id === ids[i]);
}
