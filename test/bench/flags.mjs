// npm run bench:flags: what statistics and flags cost on 151,000 records with ten models' scores, as ratios to a loop that splits
// Buffers and parses every row; and how well P(label wrong) finds the planted wrong labels. Needs the shared folder's generator.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { shared } from '../harness/shared.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const folder = process.env.BENCH_FOLDER ?? join(tmpdir(), 'tiebreak-bench-data');
const generator = join(shared, 'tools', 'make_datasets.py');
if (!existsSync(generator)) {
  console.log('skipped: the generator of the shared folder is not on this machine');
  process.exit(0);
}
mkdirSync(folder, { recursive: true });
const file = join(folder, 'strength.jsonl');
if (!existsSync(file)) execFileSync(process.env.TIEBREAK_PYTHON ?? 'python3', [generator, 'strength', '--rows', '151000', '--out', file], { stdio: 'inherit' });

const measure = built('flags/measure');

/** @param {string[]} args */
const json = (...args) => JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 }));
/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const reader = join(root, 'dist/reader.js');
/** Seconds that a command takes, from its start to its end. @param {string[]} args */
const command = (...args) => {
  const start = performance.now();
  execFileSync(process.execPath, [join(root, 'dist/cli.js'), ...args, '--no-score', '--json'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return (performance.now() - start) / 1000;
};

const runs = Array.from({ length: RUNS }, () => {
  const { loop } = json(measure, 'loop', file);
  const { whole, peak } = json(measure, 'whole', file, reader);
  const engine = json(measure, 'engine', file, reader);
  const { judging } = json(measure, 'judge', file);
  const [stats, flag] = [command('stats', file), command('flag', file)];
  return {
    whole: whole[0] / loop[0],
    processor: whole[1] / loop[1],
    judging: judging[1] / loop[1],
    stats: stats / loop[0],
    flag: flag / loop[0],
    engine: engine.whole[0] / loop[0],
    peak,
    enginePeak: engine.peak,
  };
});
console.log(`${availableParallelism()} cores, load ${loadavg().map((load) => load.toFixed(2)).join(' ')} (by the clock, figures are of a machine with nothing else running)\n`);
console.log('| measure | against | median | runs | at most |\n|---|---|---|---|---|');
for (const [what, key, limit] of /** @type {const} */ ([
  ['statistics and flags of 151,000 records, with reading them', 'whole', 1.2],
  ['the same in processor time of all threads, garbage collection included', 'processor', ''],
  ['flags alone of records that are read already, in processor time', 'judging', ''],
  ['the command `stats`, from start to end', 'stats', ''],
  ['the command `flag`, from start to end, every flag printed', 'flag', ''],
  ['the engine, from opening to the last flag', 'engine', ''],
])) {
  const ratios = runs.map((run) => run[key]);
  console.log(`| ${what} | Buffer loop with JSON.parse | ${median(ratios).toFixed(2)} | ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} | ${limit} |`);
}
for (const [what, key] of /** @type {const} */ ([['most memory of statistics and flags', 'peak'], ['most memory of the engine', 'enginePeak']])) {
  const peaks = runs.map((run) => run[key]);
  console.log(`| ${what} | | ${median(peaks).toFixed(0)} MB | ${peaks.map((peak) => peak.toFixed(0)).join(', ')} | 400 MB |`);
}

/** @type {{ p_wrong: number, mean: number }[]} */
const scored = json(join(root, 'dist/cli.js'), 'query', file, 'select p_wrong, mean from records order by index', '--no-score', '--json');
const wrong = readFileSync(`${file}.truth.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line).wrong === true);

/** Area under the ROC curve and average precision. @param {number[]} scores */
function found(scores) {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const all = wrong.filter(Boolean).length;
  let [hits, below, precision] = [0, 0, 0];
  order.forEach((index, place) => {
    if (wrong[index]) precision += ++hits / (place + 1);
    else below += hits;
  });
  return { auroc: below / (all * (wrong.length - all)), precision: precision / all };
}
console.log('\n| against the planted wrong labels | AUROC | average precision |\n|---|---|---|');
for (const [name, scores] of /** @type {const} */ ([['p_wrong', scored.map((row) => row.p_wrong)], ['the mean alone', scored.map((row) => -row.mean)]])) {
  const { auroc, precision } = found(scores);
  console.log(`| ${name} | ${auroc.toFixed(4)} | ${precision.toFixed(4)} |`);
}
