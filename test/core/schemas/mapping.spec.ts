import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectSchema } from '../../../src/core/schemas/detect.js';
import { compileMapping } from '../../../src/core/schemas/mapping/compile.js';
import { asLines, lines, read, sampleOf } from '../../support/schemaFiles.js';
import { sharedFile } from '../../support/shared.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/mappings');
const fixtures = readdirSync(FOLDER);
const fixture = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

/** The shared file that a fixture is for, whatever its ending. */
function realFile(name: string): string | null {
  const stem = name.replace('.tiebreak.json', '');
  return ['real', 'train'].flatMap((folder) => ['.jsonl', '.json', '.parquet'].map((end) => sharedFile(`${folder}/${stem}${end}`))).find((path) => path !== null) ?? null;
}

/** Rows and responses that README and Python count in each file. */
const COUNTS: Readonly<Record<string, readonly [records: number, responses: number]>> = {
  'halueval-general': [4507, 4507],
  'judgebench-Ray2333_GRM-Gemma-2B-rewardmodel-ft': [350, 700],
  'judgebench-Skywork_Skywork-Reward-Gemma-2-27B': [350, 700],
  'judgebench-Skywork_Skywork-Reward-Llama-3.1-8B': [350, 700],
  'rm-bench-chat': [129, 774],
};

describe('a mapping of at most 15 lines', () => {
  it.each(fixtures)('%s is so short, pretty-printed', (name) => {
    expect(readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(JSON.stringify(fixture(name), null, 2).split('\n').length).toBeLessThanOrEqual(15);
  });

  for (const name of fixtures) {
    const path = realFile(name);
    it.skipIf(path === null)(`${name} reads its real file (needs it in the shared data)`, async () => {
      const { records, dataset } = await read(await asLines(path!), compileMapping(fixture(name)));
      expect(dataset.bad.count).toBe(0);
      expect([records.length, records.reduce((sum, { responses }) => sum + responses.length, 0)]).toEqual(COUNTS[name.replace('.tiebreak.json', '')]);
    });
  }

  const rest = ['real', 'train'].flatMap((folder) => {
    const readme = sharedFile(`${folder}/`);
    return readme === null ? [] : readdirSync(readme).map((name) => `${folder}/${name}`);
  });
  it.skipIf(rest.length === 0)('every shared file has one, or a schema of its own that knows its responses (needs the shared data)', async () => {
    for (const name of rest) {
      const stem = name.replace(/^\w+\/|\.(jsonl|json|parquet)(\.gz)?$/g, '');
      if (fixtures.includes(`${stem}.tiebreak.json`)) continue;
      const found = detectSchema(sampleOf(await asLines(sharedFile(name)!)));
      expect(found.schema.name, name).not.toBe('rows');
    }
  });
});

const judgebench = sharedFile('real/judgebench-Skywork_Skywork-Reward-Llama-3.1-8B.jsonl');
const rmBench = sharedFile('real/rm-bench-chat.json');

describe('real files', () => {
  it.skipIf(judgebench === null)('JudgeBench: label, and the rewards of the first order in the order of the responses (needs judgebench)', async () => {
    const { records } = await read(await asLines(judgebench!), compileMapping(fixture('judgebench-Skywork_Skywork-Reward-Llama-3.1-8B.tiebreak.json')));
    expect([0, 1].map((c) => records.filter(({ preference }) => preference!.chosen === c).length)).toEqual([193, 157]);
    expect(records.slice(0, 2).map(({ scores }) => scores)).toEqual([[{ model: 'reward', rewards: [5.625, 14.625] }], [{ model: 'reward', rewards: [17.125, 27.75] }]]);
    expect([records[0]!.subset, records[0]!.responses.map(({ model }) => model)]).toEqual(['mmlu-pro-law', ['gpt-4o-2024-05-13', 'gpt-4o-2024-05-13']]);
  });

  it.skipIf(rmBench === null)('RM-Bench: three chosen, three rejected, none stated to be the best (needs rm-bench-chat)', async () => {
    const { records } = await read(await asLines(rmBench!), compileMapping(fixture('rm-bench-chat.tiebreak.json')));
    for (const { preference, responses } of records) {
      expect(preference).toBeNull();
      expect(responses.map(({ labels: [label] }) => [label!.attribute, label!.consensus])).toEqual([1, 1, 1, 0, 0, 0].map((value) => ['chosen', value]));
    }
  });

  const pandalm = sharedFile('real/pandalm-testset.json');
  const summeval = sharedFile('real/summeval-M11.jsonl');
  const granular = sharedFile('real/cohere-granular.parquet');
  it.skipIf(pandalm === null || summeval === null || granular === null)('a mapping reads what the schema of its own reads: votes, pools, long ratings (needs pandalm, summeval, cohere)', async () => {
    const same = async (path: string, mapping: unknown, schema: string, reads: (record: Awaited<ReturnType<typeof read>>['records'][number]) => unknown) => {
      const text = await asLines(path);
      const [a, b] = [await read(text, compileMapping(mapping)), await read(text, schema)];
      expect(a.records.map(reads)).toEqual(b.records.filter(({ rows }) => !a.dataset.bad.has(rows[0]!)).map(reads));
      return a.dataset.bad.count;
    };
    // PandaLM's six responses that are `true` in the file are no texts.
    expect(await same(pandalm!, { prompt: ['/instruction', '/input'], responses: '/response*', votes: '/annotator*' }, 'votes', ({ prompt, responses, preference }) => [prompt, responses, preference])).toBe(6);
    const names = ['coherence', 'consistency', 'fluency', 'relevance'];
    const pools = Object.fromEntries(names.map((name) => [name, ['expert', 'turker'].map((pool) => ({ path: `/${pool}_annotations/*/${name}`, scale: '1..5', pool }))]));
    const sorted = ({ prompt, responses: [response] }: Parameters<Parameters<typeof same>[3]>[0]) => [prompt, response!.model, [...response!.labels].sort((a, b) => `${a.pool}${a.attribute}`.localeCompare(`${b.pool}${b.attribute}`))];
    expect(await same(summeval!, { prompt: '/text', responses: '/decoded', models: '/model_id', labels: pools }, 'annotation-lists', sorted)).toBe(0);
    const long = { prompt: '/prompt', responses: '/response', models: '/model', group: { by: ['/prompt', '/sample_ix'], rows: 'ratings' }, labels: { overall: { path: '/overall', scale: '1..5' } } };
    expect(await same(granular!, long, 'long-ratings', ({ prompt, responses, rows }) => [rows, prompt, responses.map(({ text, model, labels }) => [text, model, labels[0]])])).toBe(0);
  });
});

describe('what a mapping reads', () => {
  const one = async (mapping: object, ...rows: object[]) => {
    const { records, dataset } = await read(lines(rows), compileMapping(mapping));
    return { record: records[0]!, records, bad: dataset.bad.list.map(({ reason }) => reason) };
  };

  it('responses by number, with what has the same number, missing ones left out', async () => {
    const { record } = await one(
      { prompt: '/p', responses: '/response_*', models: '/response_*_model', scores: { rm: '/reward_*' } },
      { p: 'q', response_10: 'j', response_2: 'b', response_1: 'a', response_1_model: 'm1', response_10_model: 'm10', response_3: null, reward_10: 3, reward_2: 2, reward_1: 1, reward_3: 9 },
    );
    expect(record.responses.map(({ text, model }) => [text, model])).toEqual([['a', 'm1'], ['b', null], ['j', 'm10']]);
    expect(record.scores).toEqual([{ model: 'rm', rewards: [1, 2, 3] }]);
  });

  it('a list of objects, with marks of several annotators in each', async () => {
    const { record } = await one(
      { prompt: '/p', responses: '/c/*/text', labels: { help: { path: '/c/*/marks/*/help', scale: '1..5' }, listed: { path: '/c/*/list', scale: '0..4' }, said: { path: '/c/*/said', scale: '1..10', annotator: 'gpt-4' } } },
      { p: 'q', c: [{ text: 'a', marks: [{ help: 1 }, { help: 4 }], list: [0, 4], said: 7 }, { text: 'b', marks: [], said: null }] },
    );
    expect(record.responses.map(({ labels }) => labels.map(({ ratings, consensus }) => [ratings.map(({ annotator, value }) => annotator ?? value), consensus]))).toEqual([
      [[[1, 4], 2.5], [[0, 4], 2], [['gpt-4'], 7]],
      [[[], null], [[], null], [[], null]],
    ]);
  });

  it('message lists: prompt and response out of one talk, a system message of its own', async () => {
    const talk = (last: string) => [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Yes?' }, { role: 'user', content: 'Bye' }, { role: 'assistant', content: last }];
    const row = { chosen: talk('Bye!'), rejected: talk('No.'), sys: 'Be kind', a: 3.5, b: -1, agree: 0 };
    const { record } = await one({ chosen: '/chosen', rejected: '/rejected', scores: { rm: ['/a', '/b'] }, judges: { g: { path: '/agree', values: { 0: false, 1: true } } } }, row);
    expect(record.prompt.map(({ role, text }) => `${role}: ${text}`)).toEqual(['user: Hi', 'assistant: Yes?', 'user: Bye']);
    expect(record.responses.map(({ text }) => text)).toEqual(['Bye!', 'No.']);
    expect([record.preference!.chosen, record.scores, record.judges]).toEqual([0, [{ model: 'rm', rewards: [3.5, -1] }], [{ judge: 'g', agrees: false }]]);
    const { record: led } = await one({ prompt: [{ path: '/sys', role: 'system' }, '/p', '/more'], responses: ['/chosen', '/rejected'] }, { ...row, p: 'I', more: '' });
    expect(led.prompt).toEqual([{ role: 'system', text: 'Be kind' }, { role: 'user', text: 'I' }]);
  });

  it('blocks and runs, a row a response, scores beside each', async () => {
    const rows = ['x', 'x', 'x', 'x', 'y'].map((p, i) => ({ p, r: `r${i}`, h: i % 5, s: i / 2 }));
    const base = { prompt: '/p', responses: '/r', labels: { h: { path: '/h', scale: '0..4' } }, scores: { rm: '/s' } };
    const groups = async (group: object) => (await one({ ...base, group }, ...rows)).records.map(({ rows: at }) => at);
    expect(await groups({ by: '/p', kind: 'block', size: 2 })).toEqual([[0, 1], [2, 3], [4]]);
    expect(await groups({ by: '/p', kind: 'run', size: 3 })).toEqual([[0, 1, 2], [3], [4]]);
    expect(await groups({ by: '/p' })).toEqual([[0, 1, 2, 3], [4]]);
    const { record } = await one({ ...base, group: { by: '/p' } }, ...rows);
    expect([record.scores, record.responses.map(({ labels: [label] }) => label!.consensus)]).toEqual([[{ model: 'rm', rewards: [0, 0.5, 1, 1.5] }], [0, 1, 2, 3]]);
  });

  it('signed strengths, votes as counts, as a list, by name', async () => {
    const pair = { prompt: '/p', responses: ['/a', '/b'] };
    const row = { p: 'q', a: 'A', b: 'B', s: -2, v: [{ score: -1 }, { score: 3 }], n1: 2, n2: 1, tie: 1 };
    const preference = async (more: object, extra: object = {}) => (await one({ ...pair, ...more }, { ...row, ...extra })).record.preference;
    expect(await preference({ strength: { path: '/s', scale: '-3..3' }, votes: { path: '/v/*/score', scale: '-3..3' } })).toEqual({ chosen: 0, strength: -2, votes: [{ annotator: null, strength: -1 }, { annotator: null, strength: 3 }] });
    expect((await preference({ votes: { first: '/n1', second: '/n2', tie: '/tie' } }))!.votes.map(({ strength }) => strength)).toEqual([-1, -1, 1, 0]);
    expect(await preference({ votes: { path: '/rater_*', values: { left: 1, right: 2, same: 0 } } }, { rater_x: 'right', rater_y: 'right', rater_z: 'same' })).toEqual({ chosen: 1, strength: null, votes: [{ annotator: 'rater_x', strength: 1 }, { annotator: 'rater_y', strength: 1 }, { annotator: 'rater_z', strength: 0 }] });
    expect(await preference({ preference: '/n2' })).toEqual({ chosen: 0, strength: null, votes: [] });
    expect(await preference({ preference: '/none' })).toBeNull();
  });

  it.each<[string, object, object, string]>([
    ['a label outside the scale', { labels: { h: { path: ['/h', '/h'], scale: '0..4' } } }, { h: 5 }, 'h is 5, outside the scale 0 to 4'],
    ['a value that the map does not name', { labels: { h: { path: ['/h', '/h'], scale: '0..1', values: { no: 0, yes: 1 } } } }, { h: 'maybe' }, 'h is "maybe", which the mapping\'s values do not name (no, yes)'],
    ['a preference for a response that is not there', { preference: '/w' }, { w: 3 }, '/w is 3, not a response from 1 to 2, or 0 for a tie'],
    ['too few scores', { scores: { rm: '/s' } }, { s: [1] }, 'scores.rm gives 1 values for 2 responses'],
    ['a score that is text', { scores: { rm: ['/s', '/s'] } }, { s: 'high' }, 'scores.rm is "high", not a number'],
    ['a response that is no text', {}, { b: 7 }, 'b is a number, not text or messages'],
    ['no prompt', {}, { p: '' }, 'there is no prompt: /p is empty'],
    ['a count of votes below 0', { votes: { first: '/s', second: '/s' } }, { s: -1 }, 's is -1, not a count from 0 to 1000'],
  ])('%s makes a broken row', async (_, more, change, reason) => {
    const { bad } = await one({ prompt: '/p', responses: ['/a', '/b'], ...more }, { p: 'q', a: 'A', b: 'B', ...change });
    expect(bad).toEqual([reason]);
  });

  it('is not fooled by inherited names, and bounds what a * names', async () => {
    const { bad } = await one({ prompt: '/p', responses: '/constructor/name' }, { p: 'q' });
    expect(bad).toEqual(['constructor.name is missing, not text or messages']);
    expect((await one({ responses: '/__proto__/x' }, JSON.parse('{"__proto__":{"x":"own"}}') as object)).record.responses[0]!.text).toBe('own');
    expect((await one({ responses: '/c/*' }, { c: Array.from({ length: 10_001 }, () => 'x') })).bad).toEqual(['/c/* names more than 10000 values in this row']);
  });
});
