/** A thread's end: tokenises, or runs batches, one question after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSession } from './session.js';
import type { ThreadAnswer, ThreadQuestion, ThreadStart, ThreadTask, ThreadWork } from './threadTask.js';
import { inputEncoder, type Encoded } from './tokenizer.js';

/** Answers the questions for which its thread was started. */
export async function serveThread(): Promise<void> {
  const port = parentPort!;
  const say = (message: ThreadStart | ThreadAnswer) => port.postMessage(message);
  try {
    const { start, answer } = await taskOf(workerData as ThreadTask);
    let last = Promise.resolve();
    port.on('message', ({ id, question }: ThreadQuestion) => {
      last = last.then(async () => {
        try {
          say({ id, answer: await answer(question) });
        } catch (error) {
          say({ id, failed: (error as Error).message });
        }
      });
    });
    say(start);
  } catch (error) {
    say({ failed: (error as Error).message });
  }
}

interface Task {
  readonly start: ThreadStart;
  readonly answer: (question: unknown) => unknown;
}

async function taskOf(task: ThreadTask): Promise<Task> {
  if (task.role === 'encode') {
    const encode = inputEncoder(task.model);
    const attempt = (input: ThreadWork['encode'][0][number]): Encoded | { failed: string } => {
      try {
        return encode(input);
      } catch (error) {
        return { failed: (error as Error).message };
      }
    };
    return {
      start: { ready: { outputs: [], coarse: false } },
      answer: (inputs) => (inputs as ThreadWork['encode'][0]).map(attempt),
    };
  }
  const session = await openSession(task.model, task.device, task.threads);
  return {
    start: { ready: { outputs: session.outputs, coarse: session.coarse, reuses: session.reuses ?? false } },
    answer: async (question) => {
      const { batch, side, prefix } = question as ThreadWork['run'][0];
      const start = performance.now();
      let prefixRead = false;
      const outputs = await session.run(batch, side, prefix === undefined ? undefined : { length: prefix, onRead: () => void (prefixRead = true) });
      return { outputs, seconds: (performance.now() - start) / 1000, prefixRead };
    },
  };
}
