import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { LocatedRecord } from '../../../src/core/record.js';
import { judgebench, record, response, scored } from '../../support/records.js';
import { sharedFile } from '../../support/shared.js';
import { storeOf } from './support.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function opened(records: readonly LocatedRecord[], folder?: string) {
  const made = await storeOf(records, folder);
  open.push(made.store);
  return made;
}

describe('the table records', () => {
  test.skipIf(sharedFile('real/strength-judgebench-3rm.jsonl') === null)('137 of 350 means are negative (needs strength-judgebench-3rm.jsonl)', async () => {
    const { store } = await opened(judgebench());
    expect(await store.query('select count(*) n from records where mean < 0')).toEqual([{ n: 137 }]);
    expect(await store.where("list_contains(flags, 'contested')")).toHaveLength(58);
  });

  test('has its documented columns, in their order', async () => {
    const { store } = await opened([record(0, { split: 'train', responses: [response('a', { helpfulness: [4, 1] }, 'm'), response('bc')] })]);
    const [row] = await store.query('select * from records');
    expect(Object.keys(row!)).toEqual(
      ['index', 'id', 'split', 'subset', 'n_responses', 'preference', 'strength', 'mean', 'sd', 'z', 'p_sign', 'p_wrong', 'models', 'priority', 'flags', 'state', 'note']
        .concat(['length_1', 'reward_1', 'model_1', ...['label', 'spread', 'raters', 'pred', 'pred_sd'].map((name) => `${name}_helpfulness_1`)])
        .concat(['length_2', 'reward_2', 'model_2', ...['label', 'spread', 'raters', 'pred', 'pred_sd'].map((name) => `${name}_helpfulness_2`)])
        .concat(['prompt', 'response_1', 'response_2', 'responses']),
    );
    expect(row).toMatchObject({ split: 'train', subset: null, preference: 1, models: 0, mean: null, flags: ['low-agreement'], model_1: 'm', length_2: 2 });
  });

  test('of no records is empty', async () => {
    const { store } = await opened([]);
    expect(await store.query('select count(*) n, max(mean) m from records')).toEqual([{ n: 0, m: null }]);
    expect(await store.where('true')).toHaveLength(0);
  });

  test('is written in more than one chunk', async () => {
    const { store } = await opened(Array.from({ length: 5000 }, (_, i) => record(i, { split: i % 2 ? 'a' : null })));
    expect(await store.query('select count(*) n, count(split) s, sum("index") t, min(id) lo from records')).toEqual([
      { n: 5000, s: 2500, t: 12497500, lo: '0000000000000000#0' },
    ]);
    expect((await store.where('"index" % 1000 = 999')).join()).toBe('999,1999,2999,3999,4999');
  });
});

describe('changes', () => {
  test('are seen by the next query', async () => {
    const records = scored([[1], [-1], [2]]);
    const { store, replace } = await opened(records);
    const negative = async () => [...(await store.where('mean < 0'))];
    expect(await negative()).toEqual([1]);
    replace({ ...records[0]!, preference: { chosen: 1, strength: null, votes: [] } });
    expect(await negative()).toEqual([0, 1]);
    replace({ ...records[1]!, dropped: true });
    expect(await negative()).toEqual([0]);
    expect(await store.query('select "index" i from records order by i')).toEqual([{ i: 0 }, { i: 2 }]);
    replace(records[1]!);
    expect(await negative()).toEqual([0, 1]);
  });

  test('a column may get its first value', async () => {
    const { store, table } = await opened([record(0), record(1)]);
    expect(await store.where('mean > 0')).toHaveLength(0);
    table.setVoters([{ name: 'x', scale: 1 }]);
    table.setScores(1, { rewards: [[2, 1]], attributes: [[{ attribute: 'new', mean: 3, sd: 1 }], []] });
    table.finish();
    store.reload();
    expect(await store.query('select "index" i, mean, pred_new_1 p from records where mean > 0')).toEqual([{ i: 1, mean: 1, p: 3 }]);
  });
});

test('records that are read after a query are in the next one', async () => {
  const { store, add } = await opened([record(0)]);
  expect(await store.where("response_1 = 'first'")).toHaveLength(1);
  add(record(1));
  expect(await store.query('select count(*) n from records')).toEqual([{ n: 2 }]);
  expect(await store.where("response_1 = 'first'")).toHaveLength(2);
});

describe('texts', () => {
  const records = [
    record(0, { responses: [response('one'), response('two'), response('three')] }),
    record(1, { prompt: [{ role: 'user', text: 'Hi' }, { role: 'assistant', text: 'Yes?' }, { role: 'user', text: 'Go' }] }),
    record(2, { responses: [response('only')] }),
  ];

  test('are read only where the SQL names them, and once', async () => {
    const { store, asked } = await opened(records);
    await store.query('select count(*), max(length_1) from records');
    expect(asked).toEqual([]);
    expect([...(await store.where("response_1 = 'one'"))]).toEqual([0]);
    expect(await store.query('select prompt, responses from records order by "index"')).toEqual([
      { prompt: 'Question 0', responses: ['one', 'two', 'three'] },
      { prompt: 'user: Hi\n\nassistant: Yes?\n\nuser: Go', responses: ['first', 'second'] },
      { prompt: 'Question 2', responses: ['only'] },
    ]);
    expect(asked).toEqual([null]);
  });

  test('of a changed record are read again', async () => {
    const { store, asked, replace } = await opened(records);
    await store.where("prompt = ''");
    replace({ ...records[1]!, responses: [...records[1]!.responses].reverse() });
    expect([...(await store.where("response_1 = 'second'"))]).toEqual([1]);
    expect(asked).toEqual([null, [1]]);
  });
});

describe('values', () => {
  test.each([
    ['count(*)', 3],
    ['9007199254740991::bigint', 9007199254740991],
    ['9007199254740993::bigint', '9007199254740993'],
    ["'nan'::double", null],
    ["'infinity'::double", null],
    ['1.25::decimal(5,2)', 1.25],
    ["[1, null, 2]", [1, null, 2]],
    ["{'a': 1, 'b': [2::hugeint]}", { a: 1, b: [2] }],
    ["map {'k': 1}", [{ key: 'k', value: 1 }]],
    ["date '2024-01-02'", '2024-01-02'],
    ['null', null],
    ['true', true],
    ["'é😀'", 'é😀'],
  ])('%s', async (expression, value) => {
    const { store } = await opened(scored([[1], [2], [3]]));
    const rows = await store.query(`select ${expression} as v from records limit 1`);
    expect(rows).toEqual([{ v: value }]);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  test('columns of one name are told apart', async () => {
    const { store } = await opened(scored([[1]]));
    expect(Object.keys((await store.query('select 1 as a, 2 as a'))[0]!)).toHaveLength(2);
  });

  test('a statement may define tables of its own', async () => {
    const { store } = await opened(scored([[1], [-1]]));
    const sql = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3), r as (from records) select (select max(i) from n) m, count(*) c from r, unnest([1, 2]);';
    expect(await store.query(sql)).toEqual([{ m: 3, c: 4 }]);
    expect(await store.query('describe records')).not.toEqual([]);
    expect(await store.query('summarize records')).not.toEqual([]);
  });
});

describe('the temporary folder', () => {
  test('goes with the store', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'tiebreak-test-'));
    const { store } = await opened(scored([[1], [-1]]), parent);
    await store.where('mean < 0');
    expect(readdirSync(parent)).toHaveLength(1);
    await store.close();
    expect(readdirSync(parent)).toEqual([]);
    await expect(store.where('mean < 0')).rejects.toThrow('The file is closed.');
    rmSync(parent, { recursive: true });
  });

  test('waits for no query that runs', async () => {
    const { store } = await opened([]);
    const run = store.query('select count(*) from range(10000000) a, range(10000000) b where a.range % 3 = b.range % 5', { timeoutMs: 600_000 });
    const stopped = expect(run).rejects.toThrow('The query was cancelled.');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await store.close();
    await stopped;
  });

  test('of a process that was killed goes with the next one', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'tiebreak-test-'));
    const first = await opened([], parent);
    const [name] = readdirSync(parent);
    // No process has this number: it is above the highest that Linux and macOS give.
    mkdirSync(join(parent, name!.replace(String(process.pid), '99999999')));
    await opened([], parent);
    expect(readdirSync(parent)).toHaveLength(2);
    await first.store.close();
    await open.pop()!.close();
    expect(readdirSync(parent)).toEqual([]);
    rmSync(parent, { recursive: true });
  });
});
