/** What Tiebreak is measured against: whatever of it is on this machine. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../harness/paths.mjs';
import { side } from './side.mjs';

const TRANSFORMERS = '4.3.1';
const here = (/** @type {string} */ name) => join(root, 'test/bench/score', name);

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

/** Batches of the pipeline, and how many times faster Tiebreak is to be. */
const PIPELINE = { cpu: /** @type {const} */ ([[8, 1.5], [1, null]]), card: /** @type {const} */ ([[8, null], [64, null]]) };

/**
 * The pipeline of @huggingface/transformers on the device (`cpu`, `webgpu`, ...), then Python: on the CPU its onnxruntime with sorted
 * batches, elsewhere PyTorch in 16 bits on the same machine's CUDA. `left` says what is not there.
 * @param {string} device @param {string} python @param {string} model
 */
export function peersOf(device, python, model) {
  /** @type {{ name: string, side: ReturnType<typeof side>, limit: number | null }[]} */
  const peers = [];
  /** @type {string[]} */
  const left = [];
  const installed = transformers();
  if (installed === null) left.push('@huggingface/transformers could not be fetched');
  else {
    for (const [batch, limit] of PIPELINE[device === 'cpu' ? 'cpu' : 'card']) {
      const name = `@huggingface/transformers ${TRANSFORMERS}, ${batch === 1 ? 'a text at a time' : `batches of ${batch} in file order`}`;
      peers.push({ name, side: side(process.execPath, here('transformers.mjs'), installed, model, String(batch), device), limit });
    }
  }
  if (device === 'cpu') python32(peers, left, python, model);
  else torch16(peers, left, python, model);
  return { peers, left };
}

/** @param {any[]} peers @param {string[]} left @param {string} python @param {string} model */
function python32(peers, left, python, model) {
  if (spawnSync(python, ['-c', 'import onnxruntime, tokenizers']).status !== 0) return void left.push(`${python} has no onnxruntime and tokenizers (TIEBREAK_PYTHON names another)`);
  const version = execFileSync(python, ['-c', 'import onnxruntime; print(onnxruntime.__version__)'], { encoding: 'utf8' }).trim();
  for (const [budget, limit] of /** @type {const} */ ([[2048, 1], [512, null]])) {
    peers.push({ name: `Python onnxruntime ${version}, sorted, ${budget} tokens a batch`, side: side(python, here('sorted.py'), model, String(budget)), limit });
  }
}

/** @param {any[]} peers @param {string[]} left @param {string} python @param {string} model */
function torch16(peers, left, python, model) {
  const device = process.env.TIEBREAK_TORCH_DEVICE ?? 'cuda';
  const { status, stdout } = spawnSync(python, [here('torch_peer.py'), 'about', model, device], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (status !== 0) return void left.push(`${python} has no torch with CUDA, onnx and tokenizers (TIEBREAK_PYTHON names another)`);
  const about = stdout.trim();
  for (const budget of [16_384, 65_536]) {
    peers.push({ name: `${about}, sorted, ${budget} tokens a batch`, side: side(python, here('torch_peer.py'), 'serve', model, device, String(budget)), limit: null });
  }
}
