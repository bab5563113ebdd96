import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, runTiebreak } from '../support/command.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-contract-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const tiebreak = (...args: string[]) => runTiebreak(folder, args);

function write(name: string, rows: readonly unknown[]): string {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return name;
}

const pair = (i: number, more: object = {}) => ({ prompt: `What is ${i}?`, chosen: `It is ${i}, a number.`, rejected: `Nobody knows of ${i}.`, ...more });

describe('usage', () => {
  it.each(['inspect', 'show', 'score', 'flag', 'query', 'stats', 'evaluate', 'relabel', 'replay', 'download'])('%s --help prints its usage on stdout', (command) => {
    for (const flag of ['--help', '-h']) {
      const { status, stdout, stderr } = tiebreak(command, flag);
      expect(stdout).toMatch(new RegExp(`^usage: tiebreak ${command} `));
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
  });

  it('score and --no-score contradict each other', () => {
    const { status, stdout, stderr } = tiebreak('score', write('noscore.jsonl', [pair(0)]), '--no-score');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/--no-score/);
  });

  it('score refuses another kind of file before it scores', () => {
    const { status, stderr } = tiebreak('score', write('kind.jsonl', [pair(0)]), '--out', 'scores.csv');
    expect(status).toBe(2);
    expect(stderr).toMatch(/--out takes a \.parquet or \.jsonl file, not scores\.csv/);
    expect(existsSync(join(folder, 'scores.csv'))).toBe(false);
  });
});

describe('output', () => {
  it('a reader that stops early is no failure', async () => {
    const many = write('many.jsonl', Array.from({ length: 3000 }, (_, i) => pair(i, { rejected: 'x'.repeat(500) })));
    const child = spawn(process.execPath, [CLI, 'query', many, 'select * from records', '--json', '--no-score'], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => void (stderr += data.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number | null];
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('flags come highest priority first, whatever they are, and --limit keeps the first', () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const rewards = [0, 1, 2].map((m) => Math.sin(7 * i + 3 * m) * (1 + (i % 5)) + (i % 3) - 1);
      return { chosen: [`Human: ${i}?`, `Assistant: yes, ${i}`], rejected: [`Human: ${i}?`, `Assistant: no, ${i}`], 'chosen score list': rewards, 'rejected score list': [0, 0, 0] };
    });
    const file = write('strength.jsonl', rows);
    const flags = (...args: string[]) => (JSON.parse(tiebreak('flag', file, '--no-score', '--json', ...args).stdout) as { flags: { index: number; flag: string; priority: number }[] }).flags;
    const all = flags();
    expect(new Set(all.map(({ flag }) => flag)).size).toBeGreaterThan(1);
    expect(all.map(({ priority }) => priority)).toEqual(all.map(({ priority }) => priority).sort((a, b) => b - a));
    expect(flags('--limit', '3')).toEqual(all.slice(0, 3));
  });

  it('a length counts characters, not UTF-16 units', () => {
    const file = write('emoji.jsonl', [pair(0, { chosen: 'a😀b', rejected: 'naïve' })]);
    expect(JSON.parse(tiebreak('query', file, 'select length_1, length_2 from records', '--no-score', '--json').stdout)).toEqual([{ length_1: 3, length_2: 5 }]);
  });
});

describe('relabel', () => {
  it('flipped twice is the same file, whatever its numbers look like', () => {
    const turns = (answer: string) => ['Human: q?', `Assistant: ${answer}`];
    const row = JSON.stringify({ chosen: turns('yes'), rejected: turns('no'), 'GPT4 label': 1, 'mean preference difference': -0.25, 'chosen score list': [1], 'rejected score list': [2] });
    const text = `${row.replace('"GPT4 label":1', '"GPT4 label": 1.0 ')}\n`;
    writeFileSync(join(folder, 'twice.jsonl'), text);
    const flip = () => {
      expect(tiebreak('relabel', 'twice.jsonl', '0', '--flip').status).toBe(0);
      return readFileSync(join(folder, 'twice.jsonl'), 'utf8');
    };
    expect(flip()).toContain('"GPT4 label": 0.0 ,"mean preference difference":0.25,"chosen score list":[2],"rejected score list":[1]');
    expect(flip()).toBe(text);
  });

  it('of a CSV column of floats stays one', () => {
    const marks = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
    const rows = [1, 2, 3, 4].map((i) => `p${i >> 1},r${i}${',2.0'.repeat(marks.length)}\n`);
    writeFileSync(join(folder, 'floats.csv'), `prompt,response,${marks.join(',')}\n${rows.join('')}`);
    expect(tiebreak('relabel', 'floats.csv', '0', '--response', '1', '--set', 'helpfulness=3', '--schema', 'helpsteer2').status).toBe(0);
    expect(readFileSync(join(folder, 'floats.csv'), 'utf8').split('\n')[1]).toBe('p0,r1,3.0,2.0,2.0,2.0,2.0');
  });
});

describe('--out', () => {
  it('of relabel keeps the format, and refuses a name that says another', () => {
    const file = write('format.jsonl', [pair(0)]);
    for (const name of ['o.csv', 'o.parquet', 'o.tsv.gz']) {
      const { status, stderr } = tiebreak('relabel', file, '0', '--flip', '--out', name);
      expect(status).toBe(2);
      expect(stderr).toMatch(`takes a name in .jsonl or .ndjson, not ${name}`);
      expect(existsSync(join(folder, name))).toBe(false);
    }
    for (const name of ['o.ndjson', 'o.jsonl.gz', 'o.json', 'o.bak']) expect(tiebreak('relabel', file, '0', '--flip', '--out', name).status).toBe(0);
    expect(JSON.parse(tiebreak('inspect', 'o.json', '--json').stdout)).toMatchObject({ format: 'jsonl', records: 1 });
    expect(readFileSync(join(folder, 'o.jsonl.gz')).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  });
});

describe('replay', () => {
  it('of a file that is no log, or is not there, fails by name and changes nothing', () => {
    const file = write('data.jsonl', [pair(0)]);
    copyFileSync(join(folder, file), join(folder, 'other.jsonl'));
    const before = readFileSync(join(folder, file), 'utf8');
    for (const [log, why] of [['other.jsonl', /other\.jsonl: this is no log/], ['missing.jsonl', /missing\.jsonl: there is no such file/]] as const) {
      const { status, stdout, stderr } = tiebreak('replay', log, file);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(why);
    }
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
  });
});
