// npm run bench:queue: how many looks a simulated curator with ground-truth answers needs to find 80% of planted wrong labels, who
// follows the queue and lets P(label wrong) learn of every ten decisions; as ratios to a random order. BENCH_SEEDS plantings of 20%
// flips; BENCH_FIT=1 adds heads that are fitted to the labels anew after every ten decisions (minutes a planting).
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';

const SEEDS = process.env.BENCH_SEEDS ?? '50';
const SHARE = '0.2';
/** Files, most pairs of each, and the ratio that is aimed at. */
const FILES = /** @type {const} */ ([
  ['data/real/ultrafeedback-eval.jsonl', '200', 0.75],
  ['data/train/hh-helpful-test.json', '400', null],
  ['data/train/tldr-pairs.parquet', '400', null],
]);
const WAYS = [
  { name: 'the bundled model', way: { scores: 'bundled', looks: 10 } },
  ...(process.env.BENCH_FIT ? [{ name: 'heads fitted once', way: { scores: 'fitted once', looks: 10 } }, { name: 'heads fitted again', way: { scores: 'refitted', looks: 10 } }] : []),
];

const outfile = built('queue/run');
const work = process.env.BENCH_FOLDER ?? join(tmpdir(), 'tiebreak-bench-queue');

/** @param {readonly number[]} values @param {number} q */
const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? NaN;

console.log('| file | pairs | scores by | model right | looks / random order, median | a half of the plantings | at most |\n|---|---|---|---|---|---|---|');
for (const [file, most, target] of FILES) {
  if (!hasShared(file)) {
    console.log(`| ${file} | skipped: not on this machine | | | | | |`);
    continue;
  }
  const args = [outfile, sharedFile(file), join(root, 'models/tiebreak-minilm'), join(root, 'dist/scorer.js'), work, most, SEEDS, SHARE, JSON.stringify(WAYS.map(({ way }) => way))];
  /** @type {{ pairs: number, accuracy: number, results: { byChance: number, looks: number[] }[] }} */
  const { pairs, accuracy, results } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 }));
  WAYS.forEach(({ name }, way) => {
    const ratios = results.map(({ looks, byChance }) => (looks[way] ?? NaN) / byChance);
    console.log(`| ${file.replace('data/', '')} | ${pairs} | ${name} | ${(100 * accuracy).toFixed(1)}% | ${quantile(ratios, 0.5).toFixed(3)} | ${quantile(ratios, 0.25).toFixed(2)}-${quantile(ratios, 0.75).toFixed(2)} | ${target ?? ''} |`);
  });
}
