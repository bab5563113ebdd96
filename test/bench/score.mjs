// npm run bench:score [-- --device webgpu --texts 20000 --budget 65536 --model DIR --alone]: responses a second of the bundled model as
// ratios to peers of the same run, which --alone leaves out: the text-classification pipeline of @huggingface/transformers (fetched into
// out/bench) on the same device, and Python's onnxruntime with sorted batches on the CPU or, for another device, PyTorch in 16 bits where
// it has CUDA (TIEBREAK_PYTHON with onnxruntime and tokenizers, or torch, onnx and tokenizers). BENCH_RUNS rounds over --texts responses
// (BENCH_INPUTS; where the file has fewer they come again with a number before the prompt); all sides take turns. On another device than
// the CPU rewards are compared with the CPU's.
// Last, on the CPU, a decoder with a cache of past keys (TIEBREAK_DECODER names a folder with a larger one than the tests') on one prompt
// with 100 responses: what is won by reading the prompt once.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../harness/paths.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';
import { built } from './built.mjs';
import { peersOf } from './score/peers.mjs';
import { printPrefix } from './score/printPrefix.mjs';
import { median, printRows } from './score/rows.mjs';
import { side } from './score/side.mjs';

const { values } = parseArgs({
  options: { device: { type: 'string', default: 'cpu' }, texts: { type: 'string', default: process.env.BENCH_INPUTS ?? '400' }, budget: { type: 'string', default: '0' }, model: { type: 'string' }, alone: { type: 'boolean', default: false } },
});
const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const DATA = 'data/real/ultrafeedback-eval.jsonl';
/** Of a reward on the device, from the CPU's. */
const LIMIT = 1e-2;
const model = values.model === undefined ? join(root, 'models/tiebreak-minilm') : resolve(values.model);
if (!hasShared(DATA)) {
  console.log('skipped: the data of the shared folder are not on this machine');
  process.exit(0);
}

const ours = side(process.execPath, built('score/ours'), join(root, 'dist/scorer.js'), model, sharedFile(DATA), values.texts, values.device, values.budget);
const { inputs, warm, ready, device, skipped } = await ours.answer();
for (const { device: other, reason } of skipped) console.log(`${other} passed over: ${reason}`);
const { peers, left } = values.alone ? { peers: [], left: [] } : peersOf(device, process.env.TIEBREAK_PYTHON ?? 'python3', model);
for (const peer of [...peers]) {
  // What cannot run here is no reason to measure nothing.
  await peer.side.ask(JSON.stringify({ inputs, warm })).catch((error) => {
    left.push(`${peer.name}: ${error.message}`);
    peers.splice(peers.indexOf(peer), 1);
  });
}
for (const reason of left) console.log(`left out: ${reason}`);

const own = [];
/** @type {any[][]} */
const theirs = peers.map(() => []);
for (let run = 0; run < RUNS; run++) {
  own.push(await ours.ask('run'));
  for (const [i, peer] of peers.entries()) theirs[i]?.push(await peer.side.ask('run'));
}
const cpu = device === 'cpu' ? null : await ours.ask('cpu');
ours.end();
for (const peer of peers) peer.side.end();

const rounds = own.map((run, k) => ({ own: run, theirs: theirs.map((runs) => runs[k]) }));
console.log(`${inputs.length} responses of ${DATA}, ${own[0].tokens} tokens, ${own[0].cached} of them equal to another; ${RUNS} rounds; ${device}: ${ready}\n`);
printRows(inputs.length, peers, rounds);
if (own[0].failed > 0) console.log(`\n${own[0].failed} could not be scored: ${own[0].failure}`);

const withRewards = theirs.map((runs) => runs[0]).find((run) => run?.rewards);
if (withRewards) {
  const off = withRewards.whole.flatMap((/** @type {boolean} */ whole, /** @type {number} */ i) => (whole ? [Math.abs(withRewards.rewards[i] - own[0].rewards[i][0])] : []));
  console.log(`\nLargest difference from Python's rewards over the ${off.length} responses that are not cut: ${Math.max(...off).toExponential(1)}`);
}
if (cpu) {
  const off = cpu.rewards.flatMap((/** @type {number[]} */ row, /** @type {number} */ i) => row.map((value, k) => Math.abs(value - (own[0].rewards[i]?.[k] ?? NaN))));
  console.log(`\nLargest difference of a reward from the CPU's over ${cpu.rewards.length} responses and ${cpu.rewards[0].length} members: ${Math.max(...off).toExponential(1)} (at most ${LIMIT}), median ${median(off).toExponential(1)}`);
}
if (device === 'cpu' && !values.alone) printPrefix(process.env.TIEBREAK_DECODER ?? join(root, 'test/fixtures/models/architectures/llama-past'), sharedFile(DATA), RUNS);
