import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseMapping } from '../../../src/core/schemas/mapping/parse.js';
import { columnsOf } from '../../../src/platform/node/engine/mapping/columns.js';
import { guessMapping } from '../../../src/platform/node/engine/mapping/guess.js';
import { parseText, problemIn } from '../../../src/platform/node/engine/mapping/places.js';
import { preview } from '../../../src/platform/node/engine/mapping/preview.js';

const at = (text: string, { from, to }: { from: number; to: number }) => text.slice(from, to);

describe('places in a mapping', () => {
  const text = '{\n  "prompt": "/p",\n  "labels": { "o.k": { "path": ["/a", 7] }, "__proto__": 1 }\n}';

  it.each([
    ['prompt', '"prompt": "/p"'],
    ['labels."o.k".path[1]', '7'],
    ['labels."o.k".path[9]', '"path": ['],
    ['labels.__proto__', '"__proto__": 1'],
    ['missing', '{'],
    ['', '{'],
  ])('%s', (place, marked) => {
    expect(at(text, problemIn(text, place, 'x'))).toBe(marked);
  });

  it('counts lines and columns from 1', () => {
    expect(problemIn(text, 'prompt', 'x')).toMatchObject({ line: 2, column: 3 });
    expect(problemIn(text.replaceAll('\n', '\r\n'), 'prompt', 'x')).toMatchObject({ line: 2, column: 3 });
  });

  it.each([['{"a": 1,}', 8], ['{"a" 1}', 5], ['', 0], ['{"a": NaN}', 0], ['[1] 2', 4]])('tells where %j is not JSON', (broken, from) => {
    expect(parseText(broken).problems).toEqual([expect.objectContaining({ from, message: expect.stringMatching(/^not JSON: /) as string })]);
  });
});

describe('columns', () => {
  it('are named as a mapping names them, one step into objects and lists', () => {
    const row = JSON.parse('{"a/b": "x", "list": [{"text": "t", "n": 1}], "meta": {"lang": null, "deep": {"er": 1}}, "__proto__": 2, "flags": [], "ok": true}') as Record<string, unknown>;
    expect(columnsOf([row]).map(({ pointer, kind }) => [pointer, kind])).toEqual([
      ['/a~1b', 'text'], ['/list', 'list of 1 × object'], ['/list/*/text', 'text'], ['/list/*/n', 'number'],
      ['/meta', 'object'], ['/meta/deep', 'object'], ['/__proto__', 'number'], ['/flags', 'list of 0'], ['/ok', 'true or false'],
    ]);
  });
});

describe('a first guess', () => {
  it.each([
    ['two numbered responses and a verdict', [{ question: 'q', response_a: 'x', response_b: 'y', winner: 'model_a' }, { question: 'r', response_a: 'x', response_b: 'y', winner: 'tie' }],
      { prompt: '/question', responses: '/response_*', preference: { path: '/winner', values: { model_a: 1, tie: 0 } } }],
    ['sides', [{ prompt: 'q', chosen: ['a', 'b'], rejected: ['c'], subset: 's' }], { prompt: '/prompt', chosen: '/chosen/*', rejected: '/rejected/*', subset: '/subset' }],
    ['a list of completions', [{ instruction: 'q', completions: [{ model: 'm', response: 'x' }] }], { prompt: '/instruction', responses: '/completions/*/response' }],
    ['one rated response', [{ id: 7, ask: 'q', output: 'x', quality: 3 }, { id: 8, ask: 'r', output: 'x', quality: 5 }], { prompt: '/ask', responses: '/output', labels: { quality: { path: '/quality', scale: '1..5' } } }],
    ['a verdict that nobody knows is left out', [{ prompt: 'q', output_1: 'x', output_2: 'y', label: 'zebra' }], { prompt: '/prompt', responses: '/output_*' }],
  ])('%s', (_, sample, mapping) => {
    const guess = JSON.parse(guessMapping(sample as never)) as unknown;
    expect(guess).toEqual(mapping);
    expect(() => parseMapping(guess)).not.toThrow();
  });

  it('is a mapping also where nothing is known', () => {
    for (const sample of [[], [{}], [{ n: 1 }], [JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, unknown>]]) {
      expect(() => parseMapping(JSON.parse(guessMapping(sample)))).not.toThrow();
    }
  });
});

describe('a preview', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-preview-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (rows: readonly unknown[]) => {
    const path = join(folder, 'rows.jsonl');
    writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
    return path;
  };

  it('shows the first record that reads, and says which row does not', async () => {
    const path = file([{ q: 1, a: 'x' }, '{broken', { q: 'p', a: 'x', b: 'y' }]);
    const made = await preview(path, JSON.stringify({ prompt: '/q', responses: ['/a', '/b'] }));
    expect(made).toMatchObject({ tried: 2, read: 1, problems: [] });
    expect(made.refused).toMatch(/^row 1: /);
    expect(made.record?.responses.map(({ text }) => text)).toEqual(['x', 'y']);
  });

  it('groups rows as the mapping says', async () => {
    const rows = [{ q: 'p', a: 'x', m: 1 }, { q: 'p', a: 'y', m: 2 }, { q: 'r', a: 'z', m: 3 }, { q: 'p', a: 'w', m: 4 }];
    const grouped = async (kind: string, extra: object) => {
      const made = await preview(file(rows), JSON.stringify({ prompt: '/q', responses: '/a', labels: { m: { path: '/m', scale: '1..5' } }, group: { by: '/q', kind, ...extra } }));
      expect(made.problems).toEqual([]);
      return made.record?.responses.map(({ text }) => text);
    };
    expect(await grouped('key', {})).toEqual(['x', 'y', 'w']);
    expect(await grouped('run', { size: 9 })).toEqual(['x', 'y']);
  });

  it('tells the place of what is wrong', async () => {
    const text = JSON.stringify({ prompt: '/q', respones: '/a' });
    const { problems, record } = await preview(file([{ q: 'p', a: 'x' }]), text);
    expect(record).toBeNull();
    expect(at(text, problems[0]!)).toBe('"respones":"/a"');
    expect(problems[0]?.message).toMatch(/did you mean responses/);
  });
});
