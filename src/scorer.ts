/** The scorer process: loads models and scores inputs for the engine or the CLI; with `--probe` it tries one device. */
import { dirname } from 'node:path';
import { PROBE_ARGUMENT, serveProbe } from './inference/probeProcess.js';
import { serveScorer } from './inference/serve.js';

// A scorer without a parent has nobody to score for.
process.once('disconnect', () => process.exit(0));

if (process.argv.includes(PROBE_ARGUMENT)) serveProbe();
else serveScorer({ script: __filename, onnxruntime: dirname(require.resolve('onnxruntime-node/package.json')) });
