import { describe, expect, it } from 'vitest';
import { candidates } from '../../../src/core/schemas/detect.js';
import { votes } from '../../../src/core/schemas/votes.js';
import { asLines, edited, lines, read, sampleOf } from '../../support/schemaFiles.js';
import { sharedFile } from '../../support/shared.js';

const pandalm = sharedFile('real/pandalm-testset.json');
const llmbar = sharedFile('real/llmbar-natural.json');
const judgebench = sharedFile('real/judgebench-Skywork_Skywork-Reward-Llama-3.1-8B.jsonl');

const llmbarRows = [
  { input: 'Name a prime.', output_1: '7', output_2: '9', label: 1 },
  { input: 'Name a colour.', output_1: 'four', output_2: 'red', label: 2 },
];
const arena = [
  { question: 'Hi', response_a: 'Hello', response_b: 'What?', model_a: 'm1', model_b: 'm2', winner: 'model_a' },
  { question: 'Bye', response_a: 'Hm', response_b: 'Bye!', model_a: 'm1', model_b: 'm2', winner: 'model_b' },
  { question: 'So', response_a: 'So', response_b: 'So', model_a: 'm1', model_b: 'm2', winner: 'tie' },
];

describe('votes', () => {
  it.skipIf(pandalm === null)('PandaLM: 999 pairs, every vote by its annotator, the majority as counted from the file (needs pandalm-testset)', async () => {
    const { records, dataset } = await read(await asLines(pandalm!), 'votes');
    expect(dataset.bad.count).toBe(0);
    const chosen = records.map(({ preference }) => preference!.chosen);
    // Counted in Python: collections.Counter over the most common of annotator1..3.
    expect([chosen.filter((c) => c === 0).length, chosen.filter((c) => c === 1).length, chosen.filter((c) => c === null).length]).toEqual([422, 472, 105]);
    const cast = records.flatMap(({ preference }) => preference!.votes);
    expect([-1, 1, 0].map((s) => cast.filter(({ strength }) => strength === s).length)).toEqual([1255, 1416, 326]);
    expect(new Set(cast.map(({ annotator }) => annotator))).toEqual(new Set(['annotator1', 'annotator2', 'annotator3']));
    expect(records[157]!.responses.map(({ text }) => text)).toEqual(['true', 'True.']);
  });

  it.skipIf(llmbar === null)('LLMBar: the label alone, 42 and 58 (needs llmbar-natural)', async () => {
    const { records } = await read(await asLines(llmbar!), 'votes');
    const chosen = records.map(({ preference }) => preference!.chosen);
    expect([chosen.filter((c) => c === 0).length, chosen.filter((c) => c === 1).length]).toEqual([42, 58]);
  });

  it.skipIf(judgebench === null)('JudgeBench: labels A>B and B>A, 193 and 157 (needs judgebench)', async () => {
    const { records } = await read(await asLines(judgebench!), 'votes');
    expect([0, 1].map((c) => records.filter(({ preference }) => preference!.chosen === c).length)).toEqual([193, 157]);
  });

  it('counts of votes are anonymous votes', async () => {
    const { records, dataset } = await read(lines([
      { prompt: 'p', response_1: 'a', response_2: 'b', votes_1: 1, votes_2: 3, votes_tie: 2 },
      { prompt: 'q', response_1: 'a', response_2: 'b', votes_1: 2.0, votes_2: 2, votes_tie: null },
      { prompt: 'r', response_1: 'a', response_2: 'b', votes_1: -1, votes_2: 2, votes_tie: 0 },
    ]), 'votes');
    expect(records.map(({ preference }) => [preference!.chosen, preference!.votes.map(({ strength }) => strength)])).toEqual([[1, [-1, 1, 1, 1, 0, 0]], [null, [-1, -1, 1, 1]]]);
    expect(dataset.bad.list[0]!.reason).toBe('column votes_1 is -1, not a count from 0 to 1000');
  });

  it('a file that says its models and winners in words', async () => {
    const { records } = await read(lines(arena), 'votes');
    expect(records.map(({ preference, responses }) => [preference!.chosen, responses.map(({ model }) => model)])).toEqual([
      [0, ['m1', 'm2']],
      [1, ['m1', 'm2']],
      [null, ['m1', 'm2']],
    ]);
  });

  it('edits change the label column and nothing else', () => {
    const [first] = lines(llmbarRows).split('\n') as [string];
    const schema = votes.fit!(llmbarRows);
    const flipped = edited([first], schema, { kind: 'flip' });
    expect(flipped).toEqual([first.replace('"label":1', '"label":2')]);
    expect(edited([first], schema, { kind: 'flip' }, { kind: 'flip' })).toEqual([first]);
    expect(edited([first], schema, { kind: 'choose', response: 1 })).toEqual([first]);
    expect(() => edited([first], schema, { kind: 'tie' })).toThrow(/label of this file has no value for a tie \(it holds 1, 2\)/);
    expect(() => edited([first], schema, { kind: 'choose', response: 3 })).toThrow(/no response 3/);
  });

  it('writes the words of the file', () => {
    const schema = votes.fit!(arena);
    const [first] = lines(arena).split('\n') as [string];
    expect(edited([first], schema, { kind: 'flip' })[0]).toContain('"winner":"model_b"');
    expect(edited([first], schema, { kind: 'tie' })[0]).toContain('"winner":"tie"');
    const onlyA = votes.fit!([{ question: 'q', response_A: 'a', response_B: 'b', label: 'A>B' }]);
    expect(edited(['{"question":"q","response_A":"a","response_B":"b","label":"A>B"}'], onlyA, { kind: 'choose', response: 2 })[0]).toContain('"label":"B>A"');
  });

  it('nobody’s vote is ever changed', () => {
    const rows = [{ instruction: 'i', input: '', response1: 'a', response2: 'b', annotator1: 1, annotator2: 2 }];
    const schema = votes.fit!(rows);
    expect(schema.edits).toEqual([]);
    for (const kind of ['flip', 'tie'] as const) expect(() => schema.edit(rows, { kind }, rows)).toThrow(/nobody’s vote is changed/);
  });

  it('makes nothing of a label that is 0 or 1: files mean opposite things by it', () => {
    expect(candidates([{ prompt: 'p', response_1: 'a', response_2: 'b', label: 0 }, { prompt: 'p', response_1: 'a', response_2: 'b', label: 1 }]).map(({ schema }) => schema.name)).not.toContain('votes');
  });

  it('a vote that names no side makes its row a broken one, not its annotator unknown', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ prompt: `p${i}`, response1: 'a', response2: 'b', annotator1: i === 3 ? 7 : 1, annotator2: 2 }));
    const { dataset } = await read(lines(rows), 'votes');
    expect(dataset.bad.list.map(({ row, reason }) => [row, reason])).toEqual([[3, 'column annotator1 is 7, not 1, 2 or 0 for a tie']]);
  });

  it.each([[[{}]], [[{ ['__proto__']: 1 }]], [sampleOf('{"__proto__":{"prompt":"x","response1":"a","response2":"b","annotator1":1}}')], [[{ prompt: null, response1: null, response2: null, annotator1: null }]]])('claims nothing of %j', (sample) => {
    expect(votes.detect(sample)).toBeNull();
  });
});
