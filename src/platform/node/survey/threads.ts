import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome, Task } from './protocol.js';

const MOST_THREADS = 8;
/** Every row is garbage soon: with more room for the young it is swept less often. */
const YOUNG_MB = 96;

interface Job {
  readonly task: Task;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** Reader threads that do tasks as they come, as many at once as there are cores. */
export class ReaderThreads {
  private readonly threads: Worker[];
  private readonly idle: Worker[];
  private readonly waiting: Job[] = [];

  /** `script`: the built reader.js; no more threads than `most`. */
  constructor(script: string, most: number, youngMb = YOUNG_MB) {
    const count = Math.min(MOST_THREADS, availableParallelism(), most);
    this.threads = Array.from({ length: count }, () => new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } }));
    this.idle = [...this.threads];
  }

  get count(): number {
    return this.threads.length;
  }

  /** Does a task when a thread is free; `next` puts it before those that wait. */
  run(task: Task, next = false): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const job = { task, resolve, reject };
      if (next) this.waiting.unshift(job);
      else this.waiting.push(job);
      this.send();
    });
  }

  /** Ends all threads; tasks that are not done never end. */
  async close(): Promise<void> {
    this.waiting.length = 0;
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private send(): void {
    while (this.idle.length > 0 && this.waiting.length > 0) {
      const thread = this.idle.pop()!;
      const { task, resolve, reject } = this.waiting.shift()!;
      ask(thread, task).then(
        (answer) => {
          if ('outcome' in answer) resolve(answer.outcome);
          else reject(new Error(answer.error));
          this.idle.push(thread);
          this.send();
        },
        (error: Error) => this.fail([{ task, resolve, reject }, ...this.waiting.splice(0)], error),
      );
    }
  }

  /** A thread has died: what it was at cannot be done, and who waits would wait for ever. */
  private fail(jobs: readonly Job[], error: Error): void {
    for (const { reject } of jobs) reject(error);
  }
}

/** Does tasks in reader threads; answers in the tasks' order. */
export async function inThreads(script: string, tasks: readonly Task[]): Promise<Outcome[]> {
  const threads = new ReaderThreads(script, tasks.length);
  try {
    return await Promise.all(tasks.map((task) => threads.run(task)));
  } finally {
    await threads.close();
  }
}

type Answer = { readonly outcome: Outcome } | { readonly error: string };

/** Rejects where the thread dies. */
function ask(thread: Worker, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      thread.off('message', answered).off('error', failed);
    };
    const answered = (answer: Answer) => {
      end();
      resolve(answer);
    };
    const failed = (error: Error) => {
      end();
      reject(error);
    };
    thread.on('message', answered).on('error', failed);
    thread.postMessage(task);
  });
}
