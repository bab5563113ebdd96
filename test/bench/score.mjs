// npm run bench:score: responses a second of the bundled model on the CPU as ratios to two peers of the same run: the
// text-classification pipeline of @huggingface/transformers (fetched into out/bench), and Python's onnxruntime with sorted
// batches (TIEBREAK_PYTHON with onnxruntime and tokenizers). BENCH_RUNS rounds over BENCH_INPUTS responses; all sides take turns.
// Last, a decoder with a cache of past keys (TIEBREAK_DECODER names a folder with a larger one than the tests') on one prompt with
// 100 responses: what is won by reading the prompt once.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const INPUTS = Number(process.env.BENCH_INPUTS ?? 400);
const TRANSFORMERS = '4.3.1';
const DATA = 'data/real/ultrafeedback-eval.jsonl';
const python = process.env.TIEBREAK_PYTHON ?? 'python3';
const model = join(root, 'models/tiebreak-minilm');
if (!hasShared(DATA)) {
  console.log('skipped: the data of the shared folder are not on this machine');
  process.exit(0);
}

/** A side that answers every line on its stdin with a line of JSON. @param {string} command @param {string[]} args */
function side(command, ...args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${args[0]} ended before it answered`);
    return JSON.parse(value);
  };
  return {
    answer,
    /** @param {string} line */
    ask(line) {
      child.stdin.write(`${line}\n`);
      return answer();
    },
    end: () => child.stdin.end('end\n'),
  };
}

/** The package.json beside which the pipeline is installed; null where it cannot be fetched. */
function transformers() {
  const folder = join(root, 'out/bench/transformers');
  const file = join(folder, 'package.json');
  if (existsSync(join(folder, 'node_modules/@huggingface/transformers'))) return file;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ private: true, dependencies: { '@huggingface/transformers': TRANSFORMERS } }));
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  return status === 0 ? file : null;
}

const outfile = built('score/ours');
const ours = side(process.execPath, outfile, join(root, 'dist/scorer.js'), model, sharedFile(DATA), String(INPUTS));
const { inputs, ready } = await ours.answer();

/** @type {{ name: string, side: ReturnType<typeof side>, limit: number | null }[]} */
const peers = [];
const here = (/** @type {string} */ name) => join(root, 'test/bench/score', name);
const installed = transformers();
for (const [batch, limit] of /** @type {const} */ ([[8, 1.5], [1, null]])) {
  if (installed) peers.push({ name: `@huggingface/transformers ${TRANSFORMERS}, ${batch === 1 ? 'a text at a time' : `batches of ${batch} in file order`}`, side: side(process.execPath, here('transformers.mjs'), installed, model, String(batch)), limit });
}
const hasPython = spawnSync(python, ['-c', 'import onnxruntime, tokenizers']).status === 0;
for (const [budget, limit] of /** @type {const} */ ([[2048, 1], [512, null]])) {
  if (hasPython) peers.push({ name: `Python onnxruntime ${execFileSync(python, ['-c', 'import onnxruntime; print(onnxruntime.__version__)'], { encoding: 'utf8' }).trim()}, sorted, ${budget} tokens a batch`, side: side(python, here('sorted.py'), model, String(budget)), limit });
}
if (!installed) console.log('left out: @huggingface/transformers could not be fetched');
if (!hasPython) console.log(`left out: ${python} has no onnxruntime and tokenizers (TIEBREAK_PYTHON names another)`);
for (const peer of peers) await peer.side.ask(JSON.stringify({ inputs }));

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const own = [];
/** @type {any[][]} */
const theirs = peers.map(() => []);
for (let run = 0; run < RUNS; run++) {
  own.push(await ours.ask('run'));
  for (const [i, peer] of peers.entries()) theirs[i]?.push(await peer.side.ask('run'));
}
ours.end();
for (const peer of peers) peer.side.end();

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)}%`;
const row = (/** @type {string} */ name, /** @type {any[]} */ runs, /** @type {string} */ idle, /** @type {string} */ ratio) =>
  console.log(`| ${name} | ${median(runs.map((r) => INPUTS / r.seconds)).toFixed(1)} | ${median(runs.map((r) => r.tokens / r.seconds)).toFixed(0)} | ${percent(median(runs.map((r) => 1 - r.tokens / r.padded)))} | ${idle} | ${ratio} |`);
console.log(`${inputs.length} responses of ${DATA}, ${own[0].tokens} tokens, ${own[0].cached} of them equal to another; ${RUNS} rounds; ${ready}\n`);
console.log('| side | responses/s | tokens/s | padding | device idle | Tiebreak is faster by (runs; at least) |\n|---|---|---|---|---|---|');
row('Tiebreak', own, percent(median(own.map((r) => 1 - r.busySeconds / r.seconds))), '');
for (const [i, { name, limit }] of peers.entries()) {
  const ratios = own.map((r, k) => theirs[i]?.[k].seconds / r.seconds);
  row(name, theirs[i] ?? [], '', `${median(ratios).toFixed(2)} (${ratios.map((r) => r.toFixed(2)).join(', ')}${limit ? `; ${limit}` : ''})`);
}
const withRewards = theirs.map((runs) => runs[0]).find((run) => run?.rewards);
if (withRewards) {
  const off = withRewards.whole.flatMap((/** @type {boolean} */ whole, /** @type {number} */ i) => (whole ? [Math.abs(withRewards.rewards[i] - own[0].rewards[i])] : []));
  console.log(`\nLargest difference from Python's rewards over the ${off.length} responses that are not cut: ${Math.max(...off).toExponential(1)}`);
}

const decoder = process.env.TIEBREAK_DECODER ?? join(root, 'test/fixtures/models/architectures/llama-past');
const RESPONSES = 100;
const prefixBench = built('score/prefix');
const found = JSON.parse(execFileSync(process.execPath, [prefixBench, decoder, sharedFile(DATA), String(RESPONSES), String(RUNS)], { encoding: 'utf8', maxBuffer: 1 << 26 }));
for (const { promptTokens, off, plain, reused } of found.groups) {
  const over = (/** @type {string} */ key) => plain.map((/** @type {any} */ run, /** @type {number} */ i) => run[key] / reused[i][key]);
  console.log(
    `\nA prompt of ${promptTokens} tokens with ${RESPONSES} responses, ${found.name}, prefix read once (${found.reuse}): ${plain[0].tokens} tokens become ${reused[0].tokens} ` +
      `(${median(over('tokens')).toFixed(2)} x fewer, ${median(over('padded')).toFixed(2)} x with padding), time ${median(over('seconds')).toFixed(2)} x less (${over('seconds').map((/** @type {number} */ x) => x.toFixed(2)).join(', ')}); largest difference of a score ${off.toExponential(1)}`,
  );
}
