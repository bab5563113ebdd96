import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MetRecord } from '../../src/core/readRecords.js';
import { flagsOf, rowOf } from '../../src/core/query/summaries.js';
import { Session } from '../../src/core/session.js';
import { Gathered } from '../../src/core/stats/gathered.js';
import { statsReport } from '../../src/core/stats/stats.js';
import { DuckTableStore } from '../../src/platform/duckdb/tableStore.js';
import { OpenFile } from '../../src/platform/node/engine/openFile.js';
import { openDataset } from '../../src/platform/node/files/openDataset.js';
import { stretchesOf } from '../../src/platform/node/survey/stretches.js';
import { root } from '../support/build.js';
import { Random } from '../support/random.js';
import { readerThreads } from '../support/readerThreads.js';
import { sharedFile } from '../support/shared.js';

const threads = readerThreads();

const neverRead = (): never => {
  throw new Error('the file is not to be scanned');
};

/** Everything that is known of a file once it is read: record by record, or by threads in stretches of so many bytes. */
async function known(path: string, schema: string | null, span: number | null) {
  const opened = await openDataset(path, { schema });
  const { dataset, files } = opened;
  const session = new Session(dataset, new DuckTableStore());
  const { table, census } = session;
  const gathered = new Gathered(dataset.schema.name);
  const met: MetRecord[] = [];
  const stretches = span === null ? null : await stretchesOf(opened, threads.script, true, { threadsFrom: 0, first: span, span });
  if (stretches) dataset.scan = neverRead;
  const onRecord = ({ index, id, row }: MetRecord) => met.push({ index, id, row });
  for await (const step of session.read({ onRecord, gathered, stretches })) void step;
  const report = statsReport(gathered, table, { draws: 0, seed: 1 });
  let stats = report.next();
  while (!stats.done) stats = report.next();
  const { evaluation } = table.columns;
  const records = await Promise.all(Array.from({ length: table.count }, async (_, index) => {
    const responses = table.columns.responses.get(index);
    return {
      row: rowOf(table, index),
      flags: flagsOf(table, index),
      prints: table.columns.prints.get(index),
      prompt: evaluation.prompt.get(index),
      judges: [...evaluation.judges].map(([judge, verdicts]) => [judge, verdicts.get(index)]),
      each: [evaluation.lengths, evaluation.merits, ...[...evaluation.labels.values()].map(({ values }) => values)].map((column) => column.get(index)),
      generators: evaluation.generators.get(index).map((place) => evaluation.models[place - 1]),
      rewards: table.voters.map((_voter, voter) => Array.from({ length: responses }, (_response, k) => table.scoreSets[0]!.reward(index, responses, voter, k))),
      record: await dataset.record(index),
    };
  }));
  const found = {
    inThreads: stretches !== null,
    rows: dataset.rows,
    bad: { list: dataset.bad.list.map((bad) => ({ ...bad })), count: dataset.bad.count },
    census: census.counted,
    voters: table.voters,
    attributes: table.attributes.all.map(({ attribute, pool, column, min, max }) => ({ attribute, pool, column, min, max })),
    stats: stats.value,
    met,
    records,
  };
  for (const file of files) await file.close();
  await session.close();
  return found;
}

async function expectSame(path: string, spans: readonly number[], schema: string | null = null) {
  const whole = await known(path, schema, null);
  for (const span of spans) {
    const { inThreads, ...found } = await known(path, schema, span);
    expect(found, `stretches of ${span}`).toEqual({ ...whole, inThreads: undefined });
    expect(inThreads).toBe(true);
  }
  return whole;
}

/** Schemas whose records are of rows from anywhere: those files are scanned. */
const SCATTERED = new Set(['oasst.jsonl', 'long-ratings.jsonl']);
const fixtures = join(root, 'test/fixtures/schemas');

describe('a file that threads read in stretches', () => {
  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.jsonl')))('%s, three times over with broken rows between: all is as a scan finds it', async (name) => {
    const text = readFileSync(join(fixtures, name), 'utf8').trimEnd();
    const path = join(threads.folder, name);
    const lines = text.split('\n');
    writeFileSync(path, [text, 'junk', text, '{"prompt": 1}', ...lines.flatMap((line) => [line, '']), text].join('\n'));
    if (SCATTERED.has(name)) {
      const opened = await openDataset(path, { schema: name.replace('.jsonl', '') });
      expect(await stretchesOf(opened, threads.script, false, { threadsFrom: 0, first: 500, span: 500 })).toBeNull();
      for (const file of opened.files) await file.close();
      return;
    }
    const longest = Math.max(...lines.map((line) => line.length));
    const whole = await expectSame(path, [Math.ceil(longest / 3), longest * 3], name.replace('.jsonl', ''));
    expect(whole.records.length).toBeGreaterThan(3);
  });

  it('blocks of rows that begin at odd rows, records with and without labels, scores of other models from stretch to stretch', async () => {
    const good = readFileSync(join(fixtures, 'helpsteer2.jsonl'), 'utf8').split('\n')[0]!;
    const random = new Random(7);
    const rows = Array.from({ length: 300 }, (_, i) => random.pick([good, good, good, good, 'junk', '{"prompt": 1}']).replace(/"prompt": ?"[^"]*"/, `"prompt": "question ${i >> 1}"`));
    writeFileSync(join(threads.folder, 'blocks.jsonl'), [good, good.replace(/"prompt": ?"[^"]*"/, '"prompt": "alone"'), ...rows.slice(1)].join('\n'));
    expect((await expectSame(join(threads.folder, 'blocks.jsonl'), [700, 2000, 5000])).records.length).toBeGreaterThan(100);

    const models = ['a', 'b', 'c', 'd'];
    const pairs = Array.from({ length: 200 }, (_, i) => {
      const row: Record<string, unknown> = { prompt: `question ${i % 60}`, chosen: `yes ${i % 7}`, rejected: `no ${i % 5}`, source: random.pick(models), chosen_model: random.pick(models), rejected_model: random.pick(models) };
      for (const model of models) if (random.below(2)) Object.assign(row, { [`${model}_chosen_reward`]: random.next(), [`${model}_rejected_reward`]: random.next() });
      if (random.below(2)) Object.assign(row, { chosen_score: random.below(10), rejected_score: random.below(10) });
      return JSON.stringify(row);
    });
    writeFileSync(join(threads.folder, 'pairs.jsonl'), pairs.join('\n'));
    const whole = await expectSame(join(threads.folder, 'pairs.jsonl'), [400, 1500]);
    expect(whole.records.filter(({ flags }) => flags.some(({ flag }) => flag === 'duplicate')).length).toBeGreaterThanOrEqual(0);
  });

  const real = sharedFile('real');
  it.skipIf(real === null).each(['ultrafeedback-eval.jsonl', 'strength-judgebench-3rm.jsonl', 'summeval-M11.jsonl', 'tulu-human-eval.jsonl'])('%s (needs ../shared)', async (name) => {
    await expectSame(join(real!, name), [200_000]);
  });
});

describe('what comes of a file that cannot be read so', () => {
  it('is the error of the thread that failed', async () => {
    const path = join(threads.folder, 'gone.jsonl');
    writeFileSync(path, readFileSync(join(fixtures, 'pair.jsonl')));
    const opened = await openDataset(path);
    const stretches = (await stretchesOf(opened, threads.script, false, { threadsFrom: 0, first: 100, span: 100 }))!;
    const read = async () => {
      for await (const stretch of stretches) {
        void stretch;
        rmSync(path, { force: true });
      }
    };
    await expect(read()).rejects.toThrow(/gone\.jsonl: there is no such file/);
    for (const file of opened.files) await file.close();
  });
});

describe('the engine', () => {
  const row = (i: number) => JSON.stringify({ prompt: `question ${i % 5000}`, chosen: `yes ${i}. ${'word '.repeat(400)}`, rejected: `no ${i}` });
  const rows = Array.from({ length: 9000 }, (_, i) => (i % 100 === 50 ? 'junk' : row(i)));

  it('reads a large file so: stopped on the way, read on to its end, it holds what a scan holds', async () => {
    const path = join(threads.folder, 'large.jsonl');
    writeFileSync(path, rows.join('\n'));
    const open = (reader: string | null) => OpenFile.open(path, { reader }, () => undefined);
    const [plain, file] = [await open(null), await open(threads.script)];
    file.reading.begin();
    await file.reading.reached(0);
    file.reading.stop();
    await file.reading.usable;
    const { table } = file.session;
    expect(file.view()).toMatchObject({ stopped: true, complete: false });
    expect(table.count).toBeLessThan(8910);
    expect(flagsOf(table, 0)).toEqual(expect.any(Array));
    file.readOn();
    plain.reading.begin();
    await Promise.all([file.reading.ready, plain.reading.ready]);
    expect(table.count).toBe(8910);
    for (let index = 0; index < table.count; index += 7) expect(rowOf(table, index)).toEqual(rowOf(plain.session.table, index));
    expect(file.badPlaces.all(table.count)).toEqual(plain.badPlaces.all(table.count));
    expect((await file.opened.dataset.record(8000)).id).toBe((await plain.opened.dataset.record(8000)).id);
    await Promise.all([file.close(), plain.close()]);
  });

  it('closes one while threads read it', async () => {
    const path = join(threads.folder, 'closed.jsonl');
    writeFileSync(path, rows.join('\n'));
    const file = await OpenFile.open(path, { reader: threads.script }, () => undefined);
    file.reading.begin();
    await file.reading.reached(0);
    await file.close();
    await expect(file.reading.ready).rejects.toThrow();
  });
});
