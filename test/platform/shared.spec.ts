/** Every public file of the shared folder and every kind that its generator makes, opened as a user opens it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/platform/node/files/openDataset.js';
import { surveyFiles } from '../../src/platform/node/survey/survey.js';
import { root } from '../support/build.js';
import { readerThreads } from '../support/readerThreads.js';
import { sharedFile } from '../support/shared.js';

/** Schema, rows, records, responses, fewest and most annotators of a label or pair, whether they have names; counted apart from this code, in Python. */
type Expected = readonly [schema: string, rows: number, records: number, responses: number, annotators: readonly [number, number, boolean]];

const NOBODY = [0, 0, false] as const;
const EXPECTED: Readonly<Record<string, Expected>> = {
  'real/cohere-granular.parquet': ['long-ratings', 4440, 360, 1260, [1, 8, false]],
  'real/hh-rlhf-harmless-test.jsonl.gz': ['hh-rlhf', 2312, 2312, 4624, NOBODY],
  'real/judgebench-Ray2333_GRM-Gemma-2B-rewardmodel-ft.jsonl': ['votes', 350, 350, 700, NOBODY],
  'real/judgebench-Skywork_Skywork-Reward-Gemma-2-27B.jsonl': ['votes', 350, 350, 700, NOBODY],
  'real/judgebench-Skywork_Skywork-Reward-Llama-3.1-8B.jsonl': ['votes', 350, 350, 700, NOBODY],
  'real/llmbar-natural.json': ['votes', 100, 100, 200, NOBODY],
  'real/oasst1-en-validation.jsonl': ['oasst', 2022, 482, 1243, NOBODY],
  'real/pandalm-testset.json': ['votes', 999, 999, 1998, [3, 3, true]],
  'real/prometheus-mt-bench.json': ['judge-scores', 320, 320, 320, [3, 3, true]],
  'real/rm-bench-chat.json': ['mapping', 129, 129, 774, NOBODY],
  'real/strength-judgebench-3rm.jsonl': ['hh-rlhf-strength', 350, 350, 700, NOBODY],
  'real/summeval-M11.jsonl': ['annotation-lists', 100, 100, 100, [3, 5, false]],
  'real/tulu-human-eval.jsonl': ['completions', 996, 996, 1992, NOBODY],
  'real/ultrafeedback-eval.jsonl': ['pair', 200, 200, 400, [1, 1, true]],
  'train/cohere-errors.parquet': ['long-ratings', 4080, 344, 1203, [1, 8, false]],
  'train/cohere-groupings.parquet': ['long-ratings', 4080, 344, 1203, [1, 8, false]],
  'train/halueval-general.json': ['mapping', 4507, 4507, 4507, NOBODY],
  'train/hh-helpful-test.json': ['text-score', 2352, 2352, 4704, NOBODY],
  'train/prometheus-vicuna.json': ['judge-scores', 320, 320, 320, [3, 3, true]],
  'train/tldr-pairs.parquet': ['pair', 10_000, 10_000, 20_000, NOBODY],
  'train/webgpt-test.json': ['text-score', 901, 901, 1802, NOBODY],
  ...Object.fromEntries(['8', '9', '10', '12', '13', '14'].map((n) => [`train/summeval-M${n}.jsonl`, ['annotation-lists', 100, 100, 100, [3, 5, false]] as const])),
};

/** Kinds of the generator: ending, rows asked for, and the same of what it makes. */
const KINDS: Readonly<Record<string, readonly [ending: string, rows: number, ...Expected]>> = {
  helpsteer: ['.jsonl', 2000, 'helpsteer', 2000, 500, 2000, NOBODY],
  helpsteer2: ['.jsonl', 2000, 'helpsteer2', 2000, 1000, 2000, NOBODY],
  disagreements: ['.jsonl.gz', 2000, 'helpsteer2-disagreements', 2000, 1000, 2000, [2, 6, false]],
  preference: ['.jsonl.gz', 1000, 'helpsteer2-preference', 1000, 1000, 2000, [3, 5, false]],
  helpsteer3: ['.jsonl', 1000, 'helpsteer3', 1000, 1000, 2000, [3, 3, false]],
  strength: ['.jsonl', 1000, 'hh-rlhf-strength', 1000, 1000, 2000, NOBODY],
  raft: ['.jsonl', 20, 'raft-wide', 20, 20, 2000, NOBODY],
};

const threads = readerThreads();

async function found(path: string, schema: string | null = null): Promise<{ read: Expected; bad: number }> {
  const opened = await openDataset(path, { schema });
  try {
    const { rows, records, responses, annotators, badCount } = await surveyFiles(opened, threads.script);
    return { read: [opened.dataset.schema.name, rows, records, responses, [annotators.min, annotators.max, annotators.named]], bad: badCount };
  } finally {
    for (const file of opened.files) await file.close();
  }
}

describe('public files', () => {
  const here = sharedFile('real') !== null;
  const names = here ? ['real', 'train'].flatMap((part) => readdirSync(sharedFile(part)!).map((name) => `${part}/${name}`)) : [];

  it.skipIf(!here)('each has a line in the table (needs ../shared)', () => expect(names.sort()).toEqual(Object.keys(EXPECTED).sort()));

  it.skipIf(!here).each(Object.entries(EXPECTED))('%s opens with its schema and every record (needs ../shared)', async (name, expected) => {
    const mapping = join(root, 'test/fixtures/mappings', `${name.split('/')[1]!.replace(/\.jsonl?$/, '')}.tiebreak.json`);
    const mapped = expected[0] === 'mapping';
    expect(await found(sharedFile(name)!, mapped ? mapping : null)).toEqual({ read: expected, bad: 0 });
    expect(mapped).toBe(mapped && existsSync(mapping));
  });
});

describe('generated files', () => {
  const generator = sharedFile('../tools/make_datasets.py');
  it.skipIf(generator === null).each(Object.entries(KINDS))('%s (needs ../shared)', { timeout: 60_000 }, async (kind, [ending, rows, ...expected]) => {
    const path = join(threads.folder, `${kind}${ending}`);
    execFileSync('python3', [generator!, kind, '--rows', String(rows), '--out', path]);
    expect(await found(path)).toEqual({ read: expected, bad: 0 });
  });
});
