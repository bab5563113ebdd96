import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome, Task } from './protocol.js';

const MOST_THREADS = 8;
/** Every row is garbage soon: with more room for the young it is swept less often. */
const YOUNG_MB = 96;

/** Does tasks in reader threads, as many at once as there are cores; answers in the tasks' order. */
export async function inThreads(script: string, tasks: readonly Task[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism(), tasks.length) }, () => new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } }));
  try {
    await Promise.all(
      threads.map(async (thread) => {
        for (let place = next++; place < tasks.length; place = next++) outcomes[place] = await ask(thread, tasks[place] as Task);
      }),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return outcomes;
}

function ask(thread: Worker, task: Task): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const end = () => {
      thread.off('message', answered).off('error', failed);
    };
    const answered = (answer: { readonly outcome: Outcome } | { readonly error: string }) => {
      end();
      if ('outcome' in answer) resolve(answer.outcome);
      else reject(new Error(answer.error));
    };
    const failed = (error: Error) => {
      end();
      reject(error);
    };
    thread.on('message', answered).on('error', failed);
    thread.postMessage(task);
  });
}
