/** The files of a curator's hour: from the shared generator where the machine has it, else of the same columns made here. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasShared, sharedFile } from '../harness/shared.mjs';
import { Random } from './random.js';

const GENERATOR = join('tools', 'make_datasets.py');
const REAL = join('data', 'real', 'ultrafeedback-eval.jsonl');

/** A pair file of real texts with a judge's scores of each (UltraFeedback's columns), one row a record. */
export function pairs(rows: number): string {
  if (hasShared(REAL)) return readFileSync(sharedFile(REAL), 'utf8').split('\n').slice(0, rows).map((line) => `${line}\n`).join('');
  const { whole, text } = source(11);
  return lines(rows, (i) => {
    const [begin, rest] = [text(20), text(30)];
    return { prompt: `Question ${i}? ${text(12)}`, chosen: `**Better** ${begin} ${text(12)} ${rest}`, rejected: `Worse: ${begin} ${rest} ${text(5)}`, source_index: i, metadata: { score_chosen: 5 + whole(5), score_rejected: 1 + whole(4) } };
  });
}

/** HelpSteer2's preference file: a signed strength, and every annotator's vote. */
export function preference(rows: number): string {
  return generated('preference', rows) ?? made(rows, 12, (i, { whole, text }) => {
    const votes = Array.from({ length: 3 }, () => [-3, -2, -1, 1, 2, 3][whole(6)]!);
    const near = votes.map((strength) => ({ statement: 'stated', elaboration: '', strength }));
    return { split: 'train', prompt: `Question ${i}? ${text(15)}`, response_1: `First ${text(70)}`, response_2: `Second ${text(60)}`, preference_strength: Math.round(votes.reduce((sum, vote) => sum + vote, 0) / 3) || 0,
      preference_statement: 'stated', preference_elaboration: '', three_most_similar_preferences: near, all_preferences_unprocessed: votes.map((strength) => ({ strength, justification: text(9) })) };
  });
}

/** HelpSteer2's ratings: two rows a record. */
export function ratings(records: number): string {
  return generated('helpsteer2', 2 * records) ?? made(2 * records, 13, (i, { whole, text }) => ({ prompt: `Question ${i >> 1}?`, response: text(50), helpfulness: whole(5), correctness: whole(5), coherence: whole(5), complexity: whole(5), verbosity: whole(5) }));
}

/** The table of a hundred responses and their rewards. */
export function hundred(rows: number): string {
  return generated('raft', rows) ?? made(rows, 14, (i, { whole, text }) => ({
    prompt: `Question ${i}?`, rewardbench_chosen: `Other pair, better: ${text(40)}`, rewardbench_chosen_model: 'model-x', rewardbench_rejected: `Other pair, worse: ${text(40)}`, rewardbench_rejected_model: 'model-y',
    ...Object.fromEntries(Array.from({ length: 100 }, (_, k) => [[`response_${k + 1}`, `${k}: ${text(60)}`], [`reward_${k + 1}`, (whole(6000) - 3000) / 1000], [`response_${k + 1}_model`, 'model-z']]).flat()),
  }));
}

interface Source {
  readonly whole: (below: number) => number;
  readonly text: (words: number) => string;
}

const WORDS = 'the answer depends on how heat moves through thin ice while water below it stays just above freezing so a lake seldom turns solid and fish live on under a lid of snow'.split(' ');

function source(seed: number): Source {
  const random = new Random(seed);
  return { whole: (below) => random.below(below), text: (words) => Array.from({ length: words }, () => random.pick(WORDS)).join(' ') };
}

function made(rows: number, seed: number, row: (i: number, from: Source) => object): string {
  const from = source(seed);
  return lines(rows, (i) => row(i, from));
}

function generated(kind: string, rows: number): string | null {
  if (!hasShared(GENERATOR, REAL)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-hour-'));
  try {
    execFileSync('python3', [sharedFile(GENERATOR), kind, '--rows', String(rows), '--out', join(folder, 'rows.jsonl')]);
    return readFileSync(join(folder, 'rows.jsonl'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Rows as Python's json writes them: the separators are followed by a space. */
function lines(rows: number, row: (i: number) => object): string {
  return Array.from({ length: rows }, (_, i) => `${spaced(row(i))}\n`).join('');
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${spaced(each)}`).join(', ')}}`;
}
