// npm run bench:data: figures of large files as ratios to a peer or a limit of the same run, in one table. Needs the shared folder's generator and python3 (with pyarrow for the wide table).
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { shared } from '../harness/shared.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const folder = join(process.env.BENCH_FOLDER ?? join(tmpdir(), 'tiebreak-bench-data'));
const python = process.env.TIEBREAK_PYTHON ?? 'python3';
const generator = join(shared, 'tools', 'make_datasets.py');
if (!existsSync(generator)) {
  console.log('skipped: the generator of the shared folder is not on this machine');
  process.exit(0);
}
mkdirSync(folder, { recursive: true });

/** @param {string} name @param {string[]} args */
const made = (name, ...args) => {
  const path = join(folder, name);
  if (!existsSync(path)) execFileSync(python, [generator, ...args, '--out', path], { stdio: 'inherit' });
  return path;
};

const measures = built('data/measures');
const engine = built('data/engine');
const cli = join(root, 'dist/cli.js');

/** @param {string[]} args */
const json = (...args) => JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 }));
/** @param {string} command @param {string[]} args */
const seconds = (command, ...args) => {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return (performance.now() - start) / 1000;
};
/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** @type {{ what: string, against: string, ratios: number[], limit: number }[]} */
const table = [];
/**
 * Runs both sides in turn, so that what else the machine does meets both.
 * @param {string} what @param {string} against @param {number} limit @param {() => number} ours @param {() => number} theirs
 */
function compare(what, against, limit, ours, theirs) {
  ours();
  theirs();
  const ratios = Array.from({ length: RUNS }, () => ours() / theirs());
  table.push({ what, against, ratios, limit });
  print(table.at(-1));
}

/** @param {(typeof table)[number] | undefined} line */
function print(line) {
  if (!line) return;
  const { what, against, ratios, limit } = line;
  console.log(`| ${what} | ${against} | ${median(ratios).toFixed(2)} | ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} | ${limit} |`);
}

const big = made('helpsteer2-1gb.jsonl', 'helpsteer2', '--rows', '746000');
const strength = made('strength.jsonl', 'strength', '--rows', '151000');
const wide = made('raft.parquet', 'raft', '--rows', '1000');
const small = made('small.jsonl', 'helpsteer2', '--rows', '200');
const gb = (/** @type {string} */ path) => `${(statSync(path).size / 1e9).toFixed(2)} GB`;

console.log(`| measure | against | median | runs | at most |\n|---|---|---|---|---|`);
compare(`index of ${gb(big)} JSON Lines`, '`wc -l`', 1.5, () => json(measures, 'index', big).ms / 1000, () => seconds('wc', '-l', big));
for (const file of [big, strength]) {
  compare(`\`inspect\` of ${gb(file)}, every row validated`, 'Buffer loop with JSON.parse', 0.8, () => seconds(process.execPath, cli, 'inspect', file, '--json'), () => seconds(process.execPath, measures, 'loop', file));
}
const copy = join(folder, 'copy.jsonl');
const edited = join(folder, 'edited.jsonl');
copyFileSync(big, edited);
let value = 0;
compare('save of one edit', '`dd conv=fsync` of the same bytes', 1.2, () => json(measures, 'save', edited, String((value = (value + 1) % 5))).ms / 1000, () => seconds('dd', `if=${big}`, `of=${copy}`, 'bs=4M', 'conv=fsync'));
rmSync(copy);
rmSync(edited);
compare('RAFT record 700, cold', 'DuckDB `select *` of it, cold', 1, () => json(measures, 'wide', wide, '700', 'raft-wide').cold, () => json(measures, 'duckdb', wide, '700').ms);
compare('the same with the schema to be found first', 'DuckDB `select *` of it, cold', 1.5, () => json(measures, 'wide', wide, '700').cold, () => json(measures, 'duckdb', wide, '700').ms);
const neighbours = json(measures, 'wide', wide, '700').neighbours;
table.push({ what: 'its ten neighbours, each', against: '30 ms', ratios: neighbours.map((/** @type {number} */ ms) => ms / 30), limit: 1 });
print(table.at(-1));
const opened = Array.from({ length: RUNS }, () => json(engine, join(root, 'dist/engine.js'), small, big));
for (const [what, against, limit, ratio] of /** @type {const} */ ([
  [`first record of ${gb(big)}, in the engine`, '150 ms', 1, (/** @type {any} */ run) => run.first / 150],
  ['a record asked for while it is read, the longest', '150 ms', 1, (/** @type {any} */ run) => run.longest / 150],
  ['peak memory of the engine', '400 MB', 1, (/** @type {any} */ run) => run.peakMb / 400],
])) {
  table.push({ what, against, ratios: opened.map(ratio), limit });
  print(table.at(-1));
}
