import './platform/node/language.js';
import { parentPort } from 'node:worker_threads';
import { buffersOf } from './platform/node/survey/buffers.js';
import type { Task } from './platform/node/survey/protocol.js';
import { work } from './platform/node/survey/work.js';

// A thread that reads parts of large files for the CLI.
parentPort?.on('message', (task: Task) => {
  work(task).then(
    (outcome) => parentPort?.postMessage({ outcome }, buffersOf(outcome)),
    (error: Error) => parentPort?.postMessage({ error: error.message }),
  );
});
