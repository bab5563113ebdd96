import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../src/protocol/engine.js';
import type { DatasetView } from '../../../src/protocol/views/dataset.js';
import { serve } from '../../../src/platform/node/engine/handlers.js';
import type { Answerer } from '../../../src/platform/node/rpc.js';

type Handlers = { [K in keyof EngineMethods]?: (params: EngineMethods[K][0], signal: AbortSignal) => EngineMethods[K][1] | Promise<EngineMethods[K][1]> };

/** The engine in this process: its requests as functions, and what it told. */
function engine() {
  const handlers: Handlers = {};
  const views: DatasetView[] = [];
  const wire = {
    handle: (name: string, work: never) => void (handlers[name as keyof EngineMethods] = work),
    notify: (event: string, { view }: { view: DatasetView }) => void (event === 'dataset' && views.push(view)),
  } as unknown as Answerer<EngineMethods, EngineEvents>;
  serve(wire, '/no/scorer.js');
  const ask = async <K extends keyof EngineMethods>(method: K, params: EngineMethods[K][0]): Promise<EngineMethods[K][1]> =>
    (await (handlers[method] as (params: EngineMethods[K][0], signal: AbortSignal) => unknown)(params, new AbortController().signal)) as EngineMethods[K][1];
  return { ask, views };
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiebreak-audit-'));
  path = join(folder, 'pairs.jsonl');
  writeFileSync(path, Array.from({ length: 60 }, (_, i) => `${JSON.stringify({ prompt: `Question ${i}?`, chosen: `one ${i}`, rejected: `other ${i}`, chosen_score: Math.sin(i) * 3, rejected_score: 0 })}\n`).join(''));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened(): Promise<ReturnType<typeof engine> & { readonly dataset: DatasetId }> {
  const running = engine();
  const { dataset } = await running.ask('open', { path, schema: null, removed: [], attach: [] });
  await running.ask('columns', { dataset });
  return { ...running, dataset };
}

const log = () => readFileSync(`${path}.tiebreak/log.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

it('audits: a sample in the list, answers by accept, edit and their undoing, kept beside the file', async () => {
  const first = await opened();
  const { ask, dataset } = first;
  expect(await ask('audit', { dataset })).toBeNull();
  const plan = await ask('auditPlan', { dataset, size: 12 });
  expect(plan).toMatchObject({ records: 60, sampled: 12 });
  const started = await ask('startAudit', { dataset, size: 12, seed: 4 });
  expect(started).toMatchObject({ running: true, records: 60, sampled: 12, answered: 0, share: null });
  await expect(ask('startAudit', { dataset, size: 12, seed: 4 })).rejects.toThrow('an audit is going on already');
  expect(await ask('list', { dataset, query: { where: null, order: 'audit' } })).toEqual({ total: 12, groups: [] });
  const sample = (await ask('items', { dataset, from: 0, count: 20 })).map(({ index }) => index);
  expect(sample[0]).toBe(started?.next);
  const [a, b, c] = sample as [number, number, number];
  const accept = (index: number, taken = false) => ask('review', { dataset, index, review: { kind: 'accept' }, taken });
  await accept(a);
  const edit = await ask('edit', { dataset, index: b, operation: { kind: 'flip' }, reason: null });
  await ask('review', { dataset, index: c, review: { kind: 'skip' }, taken: false });
  expect(first.views.at(-1)?.audit).toMatchObject({ answered: 2, wrong: 1, next: c });
  expect(await ask('record', { dataset, index: a })).toMatchObject({ audit: 'answered', decidedNow: true });
  expect(await ask('record', { dataset, index: c })).toMatchObject({ audit: 'open' });
  const outside = Array.from({ length: 60 }, (_, i) => i).find((i) => !sample.includes(i))!;
  expect('audit' in await ask('record', { dataset, index: outside })).toBe(false);
  await ask('apply', { dataset, edit: { edit, undone: true } });
  await accept(b);
  await accept(a, true);
  expect(await ask('audit', { dataset })).toMatchObject({ answered: 1, wrong: 0, next: a });
  const answers = log().filter(({ kind }) => kind === 'answer').map(({ index, wrong }) => [index, wrong]);
  expect(answers).toEqual([[a, false], [b, true], [b, null], [b, false], [a, null]]);
  expect(await ask('again', { dataset, index: b, same: true })).toMatchObject({ same: 1, of: 1 });
  await ask('close', { dataset });

  const second = await opened();
  expect(await second.ask('audit', { dataset: second.dataset })).toMatchObject({ running: true, answered: 1, wrong: 0, next: a, consistency: { same: 1, of: 1 } });
  expect(await second.ask('list', { dataset: second.dataset, query: { where: null, order: 'audit' } })).toEqual({ total: 12, groups: [] });
  expect((await second.ask('items', { dataset: second.dataset, from: 0, count: 20 })).map(({ index }) => index)).toEqual(sample);
  expect(await second.ask('endAudit', { dataset: second.dataset })).toMatchObject({ running: false, next: null, answered: 1 });
  await expect(second.ask('endAudit', { dataset: second.dataset })).rejects.toThrow('no audit is going on');
  await second.ask('close', { dataset: second.dataset });
});

it('edits of before count as nothing: the label as it stood when the audit began is what is asked about', async () => {
  const { ask, dataset } = await opened();
  for (let index = 0; index < 60; index++) await ask('edit', { dataset, index, operation: { kind: 'flip' }, reason: null });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const started = await ask('startAudit', { dataset, size: 60, seed: 1 });
  expect(started?.answered).toBe(0);
  await ask('review', { dataset, index: 7, review: { kind: 'accept' }, taken: false });
  await ask('edit', { dataset, index: 8, operation: { kind: 'flip' }, reason: null });
  expect(await ask('audit', { dataset })).toMatchObject({ answered: 2, wrong: 1 });
  await ask('close', { dataset });
});
