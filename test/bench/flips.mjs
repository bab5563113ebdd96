// npm run bench:flips: how well planted flips of ultrafeedback-eval (prompt, chosen and rejected alone) are found by the
// bundled model's p_wrong. BENCH_SEEDS plantings of 20%.
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';

const DATA = 'data/real/ultrafeedback-eval.jsonl';
const SHARE = 0.2;
const TARGET = 0.72;
if (!hasShared(DATA)) {
  console.log('skipped: the data of the shared folder are not on this machine');
  process.exit(0);
}
const outfile = built('fit/flipsFound');
const work = process.env.BENCH_FOLDER ?? join(tmpdir(), 'tiebreak-bench-flips');
const args = [outfile, sharedFile(DATA), join(root, 'models/tiebreak-minilm'), join(root, 'dist/scorer.js'), work, String(SHARE), process.env.BENCH_SEEDS ?? '50'];
/** @type {{ pairs: number, device: string, results: number[] }} */
const { pairs, device, results } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
const mean = results.reduce((sum, value) => sum + value, 0) / results.length;
const sd = Math.sqrt(results.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, results.length - 1));
console.log(`${pairs} pairs on ${device}, ${SHARE * 100}% flipped, ${results.length} plantings`);
console.log(`AUROC of p_wrong against the flips: ${mean.toFixed(3)} ± ${((1.96 * sd) / Math.sqrt(results.length)).toFixed(3)} (95% interval of the mean; target ${TARGET})`);
