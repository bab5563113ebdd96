import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTiebreak } from '../support/command.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-curator-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const tiebreak = (...args: string[]) => runTiebreak(folder, args);

function lines(name: string, ...rows: unknown[]): void {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

const PREFERENCE = { prompt: 'P', response_1: 'one', response_2: 'two', preference_strength: 3, all_preferences_unprocessed: [{ strength: 3 }, { strength: -1 }, { strength: 2 }] };
const LABELS = { helpfulness: 1, correctness: 1, coherence: 1, complexity: 1, verbosity: 1 };

describe('a signed strength', () => {
  it.each([[['--strength', '-2']], [['--strength=-2']]])('%j is a value, not a flag', (strength) => {
    lines('preference.jsonl', PREFERENCE);
    expect(tiebreak('relabel', 'preference.jsonl', '0', ...strength)).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(folder, 'preference.jsonl'), 'utf8'))).toEqual({ ...PREFERENCE, preference_strength: -2 });
  });

  it('a flag that is none stays one', () => {
    lines('preference.jsonl', PREFERENCE);
    expect(tiebreak('relabel', 'preference.jsonl', '0', '--flip', '-2')).toMatchObject({ status: 2 });
  });
});

describe('show', () => {
  it('says the strength and every vote', () => {
    lines('preference.jsonl', PREFERENCE);
    expect(tiebreak('show', 'preference.jsonl', '0').stdout).toMatch(/\nresponse 2 is preferred, strength 3, votes 3, -1, 2 \(below 0 for response 1\)\n/);
  });

  it('says the scores of each response, and other columns', () => {
    lines('pair.jsonl', { prompt: 'P', chosen: 'C', rejected: 'R', chosen_reward: 1.5, rejected_reward: -2, turn: 7 });
    const { stdout } = tiebreak('show', 'pair.jsonl', '0');
    expect(stdout).toMatch(/C\n {4}score by .*: 1\.5\n[^]*R\n {4}score by .*: -2\n/);
    expect(stdout).toContain('\nturn: 7\n');
  });

  it('shows what a row holds that no schema fits', () => {
    lines('talks.jsonl', { id: 'x1', conversations: [{ from: 'human', value: 'Hello there' }] });
    expect(tiebreak('show', 'talks.jsonl', '0').stdout).toContain('\nconversations: [{"from":"human","value":"Hello there"}]\n');
  });

  it('counts rows in their own files, and names these', () => {
    const rows = [1, 2].map((k) => ({ prompt: 'P', response: k === 1 ? 'one' : 'two', ...LABELS }));
    lines('labels.jsonl', { ...rows[0], prompt: 'Q' }, { ...rows[1], prompt: 'Q' }, ...rows);
    lines('preference.jsonl', PREFERENCE);
    const args = ['show', 'labels.jsonl', '1', '--attach', 'preference.jsonl'];
    expect(tiebreak(...args).stdout).toMatch(/^record 1, id [0-9a-f]{16}#0, rows 3, 4; row 1 of preference\.jsonl\n/);
    expect(JSON.parse(tiebreak(...args, '--json').stdout)).toMatchObject({ rows: [3, 4, 1], files: [{ path: 'labels.jsonl', rows: [3, 4] }, { path: 'preference.jsonl', rows: [1] }] });
  });
});

describe('relabel', () => {
  it('names the file of several that was written', () => {
    lines('labels.jsonl', ...['one', 'two'].map((response) => ({ prompt: 'P', response, ...LABELS })));
    lines('preference.jsonl', PREFERENCE);
    copyFileSync(join(folder, 'labels.jsonl'), join(folder, 'before.jsonl'));
    expect(tiebreak('relabel', 'labels.jsonl', '0', '--flip', '--attach', 'preference.jsonl').stdout).toMatch(/: row 1 of preference\.jsonl written\n$/);
    expect(readFileSync(join(folder, 'labels.jsonl'))).toEqual(readFileSync(join(folder, 'before.jsonl')));
  });
});
