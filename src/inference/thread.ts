/** The scorer's side of one of its threads. */
import { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadStart, ThreadTask, ThreadWork } from './threadTask.js';

/** A thread of one role. */
export interface Thread<Role extends keyof ThreadWork> {
  readonly start: Extract<ThreadStart, { ready: unknown }>['ready'];
  /** Rejects with the reason where the thread could not do it. */
  ask(question: ThreadWork[Role][0]): Promise<ThreadWork[Role][1]>;
  close(): Promise<void>;
}

/** Starts the script as a thread; rejects where it cannot do its task. A thread that ends unasked takes the process along: its parent starts another. */
export async function startThread<Role extends keyof ThreadWork>(script: string, task: ThreadTask & { role: Role }): Promise<Thread<Role>> {
  const worker = new Worker(script, { workerData: task });
  let closed = false;
  worker.on('exit', (code) => {
    if (closed) return;
    process.stderr.write(`a thread of the scorer (${task.role}) ended with code ${code}\n`, () => process.exit(1));
  });
  worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
  const start = await new Promise<ThreadStart>((resolve) => worker.once('message', resolve));
  const close = async () => {
    closed = true;
    await worker.terminate();
  };
  if ('failed' in start) {
    await close();
    throw new Error(start.failed);
  }
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  let questions = 0;
  worker.on('message', (message: ThreadAnswer) => {
    const { resolve, reject } = waiting.get(message.id)!;
    waiting.delete(message.id);
    if ('failed' in message) reject(new Error(message.failed));
    else resolve(message.answer as never);
  });
  return {
    start: start.ready,
    close,
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting.set(++questions, { resolve, reject });
        worker.postMessage({ id: questions, question });
      }),
  };
}
