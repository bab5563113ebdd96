// npm run bench:fit: how well planted flips of tldr-pairs are found by p_wrong, of the bundled model and of heads that are
// fitted to the planted labels (out of fold). BENCH_PAIRS pairs of prompts the model was not trained on, BENCH_SEEDS plantings.
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';

const DATA = 'data/train/tldr-pairs.parquet';
const TARGET = 0.03;
if (!hasShared(DATA)) {
  console.log('skipped: the data of the shared folder are not on this machine');
  process.exit(0);
}
const outfile = built('fit/planted');
const work = process.env.BENCH_FOLDER ?? join(tmpdir(), 'tiebreak-bench-fit');
const args = [outfile, sharedFile(DATA), join(root, 'models/tiebreak-minilm'), join(root, 'dist/scorer.js'), work, process.env.BENCH_PAIRS ?? '1000000', process.env.BENCH_SEEDS ?? '5'];
/** @type {{ pairs: number, device: string, results: { seed: number, flips: number, bundled: number, fitted: number, accuracy: number, prompts: number, seconds: number, embedded: number }[] }} */
const { pairs, device, results } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));

/** Mean and the half width of its 95% interval over the plantings. @param {number[]} values */
const interval = (values) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1));
  return { mean, half: (1.96 * sd) / Math.sqrt(values.length) };
};
/** @param {number[]} values */
const shown = (values) => {
  const { mean, half } = interval(values);
  return `${mean.toFixed(3)} ± ${half.toFixed(3)}`;
};
const gains = results.map(({ bundled, fitted }) => fitted - bundled);
console.log(`${pairs} pairs of ${results[0]?.prompts} prompts on ${device}, 20% flipped, ${results.length} plantings`);
console.log('| p_wrong of | AUROC against the flips |\n| --- | --- |');
console.log(`| the bundled model | ${shown(results.map(({ bundled }) => bundled))} |`);
console.log(`| fitted heads, out of fold | ${shown(results.map(({ fitted }) => fitted))} |`);
console.log(`| gain (target ${TARGET}) | ${shown(gains)} |`);
console.log(`embedding ${results[0]?.embedded} responses and fitting took ${results[0]?.seconds.toFixed(1)} s, fitting alone ${interval(results.slice(1).map(({ seconds }) => seconds)).mean.toFixed(1)} s`);
