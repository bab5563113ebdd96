import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/core/formats/json/value.js';
import { AmbiguousSchema, candidates, detectSchema } from '../../../src/core/schemas/detect.js';
import type { Row, Schema } from '../../../src/core/schemas/schema.js';
import { scanned } from '../../support/dataset.js';
import { Random } from '../../support/random.js';
import { sharedFile } from '../../support/shared.js';
import { FILES, fixture, rowsOf } from './fixtureFiles.js';

const SAMPLE = 50;
const marks = { helpfulness: 1, correctness: 2, coherence: 3, complexity: 1, verbosity: 0 };
const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

/** Rows of HelpSteer's columns, so many a prompt. */
const helpsteerRows = (sizes: readonly number[]): Row[] => sizes.flatMap((size, i) => Array.from({ length: size }, (_, j) => ({ prompt: `p${i}`, response: `r${j}`, ...marks })));

const nameOf = (sample: readonly Row[]): string => detectSchema(sample.slice(0, SAMPLE)).schema.name;

describe('the schema of', () => {
  it.each<[string, Row, string]>([
    ['TRL, standard', { prompt: 'p', chosen: 'a', rejected: 'b' }, 'pair'],
    ['TRL, conversational', { prompt: [user('p')], chosen: [assistant('a')], rejected: [assistant('b')] }, 'pair'],
    ['TRL, implicit prompt', { chosen: [user('p'), assistant('a')], rejected: [user('p'), assistant('b')] }, 'pair'],
    ['TRL, implicit prompt as text', { chosen: 'The sky is blue.', rejected: 'The sky is green.' }, 'pair'],
    ['TRL, unpaired', { prompt: 'p', completion: 'a', label: true }, 'unpaired'],
    ['TRL, unpaired, conversational', { prompt: [user('p')], completion: [assistant('a')], label: false }, 'unpaired'],
    ['LLaMA-Factory, KTO', { messages: [user('p'), assistant('a')], label: true }, 'unpaired'],
    ['Orca', { system: 's', question: 'q', chosen: 'a', rejected: 'b' }, 'pair'],
    ['LLaMA-Factory, ShareGPT', { conversations: [{ from: 'human', value: 'p' }], chosen: { from: 'gpt', value: 'a' }, rejected: { from: 'gpt', value: 'b' } }, 'pair'],
    ['LLaMA-Factory, Alpaca', { instruction: 'i', input: '', chosen: 'a', rejected: 'b' }, 'pair'],
    ['a pair with reward scores', { prompt: 'p', chosen: 'a', rejected: 'b', chosen_reward: 1.5, rejected_reward: -2 }, 'pair'],
    ['hh-rlhf', { chosen: '\n\nHuman: p\n\nAssistant: a', rejected: '\n\nHuman: p\n\nAssistant: b' }, 'hh-rlhf'],
    ['hh-rlhf without the first newlines', { chosen: 'Human: p\n\nAssistant: a', rejected: 'Human: p\n\nAssistant: b' }, 'hh-rlhf'],
    ['hh-rlhf-strength, underscores', { chosen: ['Human: p', 'Assistant: a'], rejected: ['Human: p', 'Assistant: b'], chosen_score_list: [1], rejected_score_list: [0] }, 'hh-rlhf-strength'],
    ['HelpSteer3', { context: [user('p')], response1: 'a', response2: 'b', overall_preference: -1 }, 'helpsteer3'],
    ['a best-of-n table', { prompt: 'p', response1: 'a', reward1: 1, response2: 'b', reward2: 2.5 }, 'raft-wide'],
    ['completions', { prompt: 'p', completions: [{ model: 'm', text: 'a' }, { model: 'n', text: 'b' }] }, 'completions'],
    ['NeMo-RL', { context: [user('p')], completions: [{ rank: 0, completion: [assistant('a')] }, { rank: 1, completion: [assistant('b')] }] }, 'completions'],
    ['text and score', { text: ['\n\nHuman: p\n\nAssistant: a', '\n\nHuman: p\n\nAssistant: b'], score: [1, 0] }, 'text-score'],
  ])('%s', (_, row, schema) => {
    expect(nameOf([row, row])).toBe(schema);
    expect(nameOf([row]), 'one row').toBe(schema);
  });
});

describe('HelpSteer and HelpSteer2', () => {
  it.each<[string, readonly number[], string]>([
    ['pairs', Array<number>(25).fill(2), 'helpsteer2'],
    ['pairs, some neighbours of one prompt', [2, 2, 4, 2, 2, 2, 4, 2, 6, 2], 'helpsteer2'],
    ['one pair', [2], 'helpsteer2'],
    ['single rows', [1, 1, 1], 'helpsteer2'],
    ['fours', Array<number>(12).fill(4), 'helpsteer'],
    ['threes', [3, 3, 3], 'helpsteer'],
    ['threes and fours', [4, 3, 4, 4, 2, 3, 4, 1, 4], 'helpsteer'],
    ['pairs that begin at an odd row', [1, 2, 2, 2, 2, 2], 'helpsteer'],
  ])('%s', (_, sizes, schema) => {
    expect(nameOf(helpsteerRows(sizes))).toBe(schema);
  });

  it('four rows of one prompt may be either, and somebody is asked', () => {
    expect(() => detectSchema(helpsteerRows([4]))).toThrow(AmbiguousSchema);
    expect(candidates(helpsteerRows([4])).slice(0, 2).map(({ schema }) => schema.name)).toEqual(['helpsteer2', 'helpsteer']);
  });

  it('over 500 seeded files of each shape none is taken for the other', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = new Random(seed);
      const first = Array.from({ length: 30 }, () => random.pick([4, 4, 4, 4, 4, 4, 3, 3, 2, 1]));
      expect(nameOf(helpsteerRows(first)), `seed ${seed}`).toBe('helpsteer');
      const second = Array.from({ length: 30 }, () => random.pick([2, 2, 2, 2, 2, 2, 2, 2, 2, 4]));
      expect(nameOf(helpsteerRows(second)), `seed ${seed}`).toBe('helpsteer2');
    }
  });
});

describe('rows that say nothing', () => {
  it.each(FILES)('%s is detected among empty rows and rows of nulls', (name) => {
    const rows = rowsOf(fixture(name)).slice(0, 20);
    // Whole blocks, so that rows keep their places within theirs.
    const nulls = Object.fromEntries(Object.keys(rows[0] as Row).map((column) => [column, null]));
    const padding = [{}, nulls, {}, nulls, {}, {}, {}, {}, {}, {}, {}, {}];
    expect(nameOf([...padding, ...rows, ...padding])).toBe(nameOf(rows));
  });

  it.each<[string, Row[]]>([
    ['no columns', [{}, {}, {}]],
    ['nulls', [{ prompt: null, chosen: null, rejected: null }]],
    ['prototypes', [JSON.parse('{"__proto__": {"prompt": "p", "chosen": "a", "rejected": "b"}, "constructor": 1, "toString": 2}') as Row]],
    ['empty lists', [{ prompt: 'p', chosen: [], rejected: [], completions: [], text: [], score: [] }]],
    ['lists of nulls', [{ prompt: [null], chosen: [null], rejected: [null], completions: [null], text: [null, null], score: [null, null] }]],
    ['numbers', [{ prompt: 1, response: 2, completion: 3, label: 4, chosen: 5, rejected: 6 }]],
  ])('%s are no preference data', (_, rows) => {
    expect(candidates(rows).filter(({ schema, confidence }) => schema.name !== 'rows' && confidence >= 0.5)).toEqual([]);
  });
});

describe('a hostile text', () => {
  // Searched again from each newline it would take hours, which the limit of the test ends.
  it('of a million newlines is read through once', { timeout: 60_000 }, () => {
    const newlines = '\n'.repeat(1_000_000);
    for (const row of [
      { chosen: `\n\nHuman: p${newlines}`, rejected: `\n\nHuman: p${newlines}\n\nAssistant: b` },
      { text: [`## Human:\n${newlines}## Assistant:\na`, `## Human:\n${newlines}## Assistant:\nb`], score: [1, 0] },
      { prompt: newlines, response: newlines, ...marks },
    ]) {
      const { schema } = detectSchema([row]);
      schema.check(row);
      expect(schema.record([row], []).responses.length).toBeGreaterThan(0);
    }
  });
});

describe('generated files', () => {
  const tool = sharedFile('../tools/make_datasets.py');
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-detect-'));
  const python = (() => {
    try {
      execFileSync('python3', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(tool === null || !python).each<[string, number, string, number]>([
    ['helpsteer', 2000, 'helpsteer', 500],
    ['helpsteer2', 400, 'helpsteer2', 200],
    ['disagreements', 2000, 'helpsteer2-disagreements', 1000],
    ['preference', 100, 'helpsteer2-preference', 100],
    ['helpsteer3', 100, 'helpsteer3', 100],
    ['strength', 100, 'hh-rlhf-strength', 100],
    ['raft', 5, 'raft-wide', 5],
  ])('%s of %i rows (needs make_datasets.py and python3)', async (kind, rows, name, records) => {
    const path = join(folder, `${kind}.jsonl`);
    execFileSync('python3', [tool as string, kind, '--rows', String(rows), '--out', path]);
    const text = readFileSync(path, 'utf8');
    const { schema, confidence } = detectSchema(rowsOf(text).slice(0, SAMPLE));
    expect(schema.name).toBe(name);
    expect(confidence).toBeGreaterThan(0.9);
    const read = await scanned(text, schema);
    expect(read.dataset.bad.list).toEqual([]);
    expect(read.records).toHaveLength(records);
  });
});

describe('public files', () => {
  const readAll = (path: string): Row[] => {
    const bytes = readFileSync(path);
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    return (text.startsWith('[') ? parseJson(text) : text.trim().split('\n').map(parseJson)) as Row[];
  };
  const spoken = (row: Row, schema: Schema, mark: (role: string) => string) => {
    const { prompt, responses } = schema.record([row], []);
    const before = prompt.map(({ role, text }) => mark(role) + text).join('');
    return responses.map(({ text }) => (text.startsWith('Assistant:') ? `${before}\n\n${text}` : before + mark('assistant') + text));
  };
  const hh = (role: string) => `\n\n${role === 'user' ? 'Human' : 'Assistant'}: `;

  const table = [
    ['real/hh-rlhf-harmless-test.jsonl.gz', 'hh-rlhf', 2312],
    ['real/ultrafeedback-eval.jsonl', 'pair', 200],
    ['real/strength-judgebench-3rm.jsonl', 'hh-rlhf-strength', 350],
    ['real/tulu-human-eval.jsonl', 'completions', 996],
    ['train/hh-helpful-test.json', 'text-score', 2352],
    ['train/webgpt-test.json', 'text-score', 901],
  ] as const;
  for (const [name, schema, count] of table) {
    const path = sharedFile(name);
    it.skipIf(path === null)(`${name} is ${schema}, every row of it (needs the file)`, () => {
      const rows = readAll(path as string);
      const found = detectSchema(rows.slice(0, SAMPLE)).schema;
      expect(found.name).toBe(schema);
      for (const row of rows) found.check(row);
      expect(rows.map((row) => found.record([row], []).responses.length)).toEqual(Array<number>(count).fill(2));
    });
  }

  it.skipIf(sharedFile('train/hh-helpful-test.json') === null)('put together again, the turns are the transcript (needs train/hh-helpful-test.json)', () => {
    const rows = readAll(sharedFile('train/hh-helpful-test.json') as string);
    const { schema } = detectSchema(rows.slice(0, SAMPLE));
    let same = 0;
    for (const row of rows) {
      const texts = (row['text'] as string[]).map((text) => text.replace(/\n\n(Human|Assistant):(?! )/g, '\n\n$1: '));
      const again = spoken(row, schema, hh).map((text) => text.replace(/\n\n(Human|Assistant):(?! )/g, '\n\n$1: '));
      if (again.every((text, i) => text === texts[i])) same++;
    }
    expect(same).toBe(rows.length);
  });
});
