import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTiebreak } from '../support/command.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-report-'));
  const rows = Array.from({ length: 12 }, (_, i) => ({ prompt: `p${i}`, chosen: `a${i}`, rejected: `b${i}`, chosen_reward: i % 3, rejected_reward: 1 }));
  writeFileSync(join(folder, 'pairs.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tiebreak = (...args: string[]) => runTiebreak(folder, args);

describe('stats --html', () => {
  it('writes the report beside what it prints', () => {
    const { status, stdout, stderr } = tiebreak('stats', 'pairs.jsonl', '--html', 'report.html', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'the report is in report.html\n' });
    expect(JSON.parse(stdout)).toHaveProperty('attributes');
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toContain('<dt>Records</dt><dd>12</dd>');
  });

  it('does not write over the dataset', () => {
    const before = readFileSync(join(folder, 'pairs.jsonl'), 'utf8');
    expect(tiebreak('stats', 'pairs.jsonl', '--html', './pairs.jsonl')).toMatchObject({ status: 2, stderr: expect.stringMatching(/would write over the dataset/) as string });
    expect(readFileSync(join(folder, 'pairs.jsonl'), 'utf8')).toBe(before);
  });
});
