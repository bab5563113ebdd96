import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedFile } from '../support/shared.js';
import { runTiebreak } from '../support/command.js';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'test/fixtures/schemas');
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-cli-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const tiebreak = (...args: string[]) => runTiebreak(FIXTURES, args);

function json(...args: string[]): unknown {
  const { status, stdout, stderr } = tiebreak(...args, '--json');
  expect(stderr + status).toMatch(/0$/);
  return JSON.parse(stdout);
}

describe('golden output', () => {
  it.each<[string, string[]]>([
    ['inspect-helpsteer2', ['inspect', 'helpsteer2.jsonl', '--json']],
    ['inspect-hh-rlhf', ['inspect', 'hh-rlhf.jsonl']],
    ['show-disagreements', ['show', 'helpsteer2-disagreements.jsonl', '0', '--json']],
    ['show-pair', ['show', 'pair.jsonl', '1']],
    ['flag-disagreements', ['flag', 'helpsteer2-disagreements.jsonl', '--no-score', '--json']],
    ['flag-strength', ['flag', 'hh-rlhf-strength.jsonl']],
    ['query-strength', ['query', 'hh-rlhf-strength.jsonl', 'select index, preference, models, round(mean, 6) as mean, reward_1, response_2 from records order by index', '--json']],
    ['stats-disagreements', ['stats', 'helpsteer2-disagreements.jsonl', '--draws', '50', '--json']],
    ['stats-annotation-lists', ['stats', 'annotation-lists.jsonl', '--draws', '50']],
    ['help', ['--help']],
  ])('%s', async (name, args) => {
    const { status, stdout } = tiebreak(...args);
    expect(status).toBe(0);
    await expect(stdout).toMatchFileSnapshot(join(ROOT, `test/fixtures/golden/${name}.txt`));
  });
});

describe('exit codes and errors', () => {
  it.each<[number, RegExp, string[]]>([
    [2, /no command dance/, ['dance']],
    [2, /usage: tiebreak/, []],
    [2, /2 words are needed/, ['show', 'pair.jsonl']],
    [2, /Unknown option '--wat'/, ['inspect', 'pair.jsonl', '--wat']],
    [2, /INDEX must be a whole number/, ['show', 'pair.jsonl', '1.5']],
    [2, /exactly one change/, ['relabel', 'pair.jsonl', '0']],
    [2, /no flag wrongness/, ['flag', 'pair.jsonl', '--rules', 'wrongness']],
    [2, /--draws must be a whole number/, ['stats', 'pair.jsonl', '--draws', 'many']],
    [2, /contradict/, ['query', 'pair.jsonl', 'select 1', '--model', 'bundled', '--no-score']],
    [1, /nowhere.jsonl: there is no such file/, ['inspect', 'nowhere.jsonl']],
    [1, /no record 99/, ['show', 'pair.jsonl', '99']],
    [1, /there is no schema wrong/, ['inspect', 'pair.jsonl', '--schema', 'wrong']],
    [1, /read_csv|disabled|permission/i, ['query', 'pair.jsonl', "select * from read_csv('/etc/passwd')"]],
  ])('%i %s', (code, why, args) => {
    const { status, stdout, stderr } = tiebreak(...args);
    expect(stderr).toMatch(why);
    expect(stdout).toBe('');
    expect(status).toBe(code);
  });
});

describe('relabel', () => {
  it('changes one line in place, says which, and logs it with its reason', () => {
    const path = join(folder, 'edited.jsonl');
    copyFileSync(join(FIXTURES, 'pair.jsonl'), path);
    const before = readFileSync(path, 'utf8').split('\n');
    expect(json('relabel', path, '1', '--flip', '--reason', 'sides swapped')).toMatchObject({ index: 1, changed: true, rows: [2], operation: { kind: 'flip' } });
    const after = readFileSync(path, 'utf8').split('\n');
    expect(after.toSpliced(1, 1)).toEqual(before.toSpliced(1, 1));
    expect(JSON.parse(after[1] as string)).toMatchObject({ chosen_reward: -3, rejected_reward: 1.25 });
    expect(readFileSync(`${path}.tiebreak/log.jsonl`, 'utf8')).toContain('"reason":"sides swapped"');
  });

  it('leaves the file alone where --out names another', () => {
    const out = join(folder, 'out.jsonl');
    expect(json('relabel', 'helpsteer2.jsonl', '0', '--response', '1', '--set', 'verbosity=0', '--out', out)).toMatchObject({ out });
    const [was, is] = [join(FIXTURES, 'helpsteer2.jsonl'), out].map((path) => readFileSync(path, 'utf8').split('\n'));
    expect(is?.[0]).toBe(was?.[0]?.replace('"verbosity": 2', '"verbosity": 0'));
    expect(is?.slice(1)).toEqual(was?.slice(1));
  });
});

describe('real files', () => {
  const harmless = sharedFile('real/hh-rlhf-harmless-test.jsonl.gz');
  it.skipIf(harmless === null)('hh-rlhf-harmless-test: 2,312 records, multi-turn prompts split into turns', () => {
    const path = harmless as string;
    expect(json('inspect', path)).toMatchObject({ schema: 'hh-rlhf', records: 2312, badRows: [] });
    expect(json('show', path, '0')).toMatchObject({ prompt: [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }, { role: 'assistant' }, { role: 'user' }] });
  });

  const strength = sharedFile('real/strength-judgebench-3rm.jsonl');
  it.skipIf(strength === null)('strength-judgebench-3rm: 137 of 350 means are negative, and the flags say why', () => {
    const path = strength as string;
    expect(json('query', path, 'select count(*) n from records where mean < 0', '--no-score')).toEqual([{ n: 137 }]);
    const { records, counts, flags } = json('flag', path, '--no-score') as { records: number; counts: Record<string, number>; flags: { flag: string; why: string }[] };
    expect(records).toBe(350);
    for (const name of ['contested', 'ambiguous', 'high-variance']) expect(counts[name]).toBeGreaterThan(0);
    for (const { why } of flags) expect(why).toMatch(/\.$/);
    // A text that is missing or cut off has no number to tell.
    for (const { why } of flags.filter(({ flag }) => flag !== 'degenerate')) expect(why).toMatch(/\d/);
  });
});
