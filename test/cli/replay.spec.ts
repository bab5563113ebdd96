import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTiebreak } from '../support/command.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-replay-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const tiebreak = (...args: string[]) => runTiebreak(folder, args);

const pair = (i: number) => ({ prompt: `P${i}`, chosen: `good ${i}`, rejected: `bad ${i}` });
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
const write = (name: string, ...rows: unknown[]) => writeFileSync(at(name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
const LOG = 'pairs.jsonl.tiebreak/log.jsonl';
const flipped = (i: number) => ({ ...pair(i), chosen: `bad ${i}`, rejected: `good ${i}` });

/** Three pairs of which the second was flipped and the third dropped; `old.jsonl` is as they were. */
function curated(): void {
  write('pairs.jsonl', pair(0), pair(1), pair(2));
  copyFileSync(at('pairs.jsonl'), at('old.jsonl'));
  expect(tiebreak('relabel', 'pairs.jsonl', '1', '--flip', '--reason', 'it is better').status).toBe(0);
  expect(tiebreak('relabel', 'pairs.jsonl', '2', '--drop').status).toBe(0);
}

describe('replay', () => {
  it('makes the same file of the old one, and leaves the old one alone with --out', () => {
    curated();
    const { status, stdout } = tiebreak('replay', LOG, 'old.jsonl', '--out', 'new.jsonl', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ applied: 2, already: 0, refused: [], out: 'new.jsonl' });
    expect(readFileSync(at('new.jsonl'), 'utf8')).toBe(readFileSync(at('pairs.jsonl'), 'utf8'));
    expect(read('old.jsonl')).toEqual([pair(0), pair(1), pair(2)]);
    expect(read('new.jsonl.tiebreak/log.jsonl').map(({ event, reason }) => [event, reason])).toEqual([['edit', 'it is better'], ['edit', null], ['save', undefined]]);
  });

  it('does nothing twice: what the file holds already is counted', () => {
    curated();
    write('pairs.jsonl', pair(0), flipped(1), pair(2));
    const before = readFileSync(at(LOG), 'utf8');
    const { status, stdout } = tiebreak('replay', LOG, 'pairs.jsonl', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ applied: 1, already: 1, refused: [] });
    expect(status).toBe(0);
    expect(read('pairs.jsonl')).toEqual([pair(0), flipped(1)]);
    expect(readFileSync(at(LOG), 'utf8').startsWith(before)).toBe(true);
  });

  it('names what does not fit, writes the rest, and fails', () => {
    curated();
    write('other.jsonl', pair(2), { ...pair(9) });
    appendFileSync(at(LOG), 'half a li');
    const { status, stdout, stderr } = tiebreak('replay', LOG, 'other.jsonl');
    expect(status).toBe(1);
    expect(stdout).toBe('1 edit applied, 1 refused, written to other.jsonl\n');
    expect(stderr).toMatch(/line 5: this is no line of a log[^]*line 1, record [0-9a-f]{16}#0: the file has no record with this prompt and these responses\n[^]*1 of the log's edits do not fit other\.jsonl/);
    expect(read('other.jsonl')).toEqual([pair(9)]);
  });

  it('refuses an edit of a label that is another one now, and leaves out what was taken back', () => {
    write('ratings.jsonl', { prompt: 'P', response_1: 'a', response_2: 'b', preference_strength: 2 });
    copyFileSync(at('ratings.jsonl'), at('same.jsonl'));
    expect(tiebreak('relabel', 'ratings.jsonl', '0', '--strength', '-1').status).toBe(0);
    write('tied.jsonl', { prompt: 'P', response_1: 'a', response_2: 'b', preference_strength: 0 });
    expect(tiebreak('replay', 'ratings.jsonl.tiebreak/log.jsonl', 'tied.jsonl')).toMatchObject({ status: 1, stderr: expect.stringContaining('the record has another label than the one that was edited') as string });
    const [edit] = read('ratings.jsonl.tiebreak/log.jsonl');
    write('undone.jsonl', edit, { ...edit, event: 'undo' });
    expect(tiebreak('replay', 'undone.jsonl', 'same.jsonl').stdout).toBe('0 edits applied\n');
    expect(existsSync(at('same.jsonl.tiebreak'))).toBe(false);
  });
});
