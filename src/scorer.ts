/** The scorer process: loads models and scores inputs for the engine or the CLI; with `--probe` it tries one device. Its threads run the same script. */
import './platform/node/language.js';
import { dirname } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { PROBE_ARGUMENT, serveProbe } from './inference/probeProcess.js';
import { serveScorer } from './inference/serve.js';
import { serveThread } from './inference/serveThread.js';
import { yieldProcessor } from './inference/yieldProcessor.js';
import { YIELDING_ARGUMENT } from './protocol/scorer.js';

// Threads that are started later are as patient.
if (isMainThread && process.argv.includes(YIELDING_ARGUMENT)) yieldProcessor();
// A scorer without a parent has nobody to score for.
if (isMainThread) process.once('disconnect', () => process.exit(0));

if (!isMainThread) void serveThread();
else if (process.argv.includes(PROBE_ARGUMENT)) serveProbe();
else serveScorer({ script: __filename, onnxruntime: dirname(require.resolve('onnxruntime-node/package.json')) });
