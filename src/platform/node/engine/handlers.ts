import { randomInt } from 'node:crypto';
import { EditError } from '../../../core/edits.js';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import { recordView } from '../../../protocol/recordView.js';
import { summaryOf } from '../../../core/query/summaries.js';
import { saveDataset } from '../files/save.js';
import type { Answerer } from '../rpc.js';
import { ScorerClient } from '../scoring/client.js';
import { OpenFile, type Tell } from './openFile.js';
import { scoreFile } from './scoring.js';
import { scoreText } from './scoreText.js';

/** Time a filter or query may take, in milliseconds. */
const QUERY_MS = 30_000;

/** Answers every request of the wire; `scorerScript` is the built scorer.js. */
export function serve(wire: Answerer<EngineMethods, EngineEvents>, scorerScript: string): void {
  const files = new Map<DatasetId, OpenFile>();
  const scorer = new ScorerClient(scorerScript);
  // An id that a dead engine gave must name nothing here.
  let last = randomInt(2 ** 40);
  const open = (dataset: DatasetId): OpenFile => {
    const file = files.get(dataset);
    if (!file) throw new Error('this file is not open');
    return file;
  };

  wire.handle('open', async ({ path, schema, removed }) => {
    const dataset = ++last;
    const tell: Tell = (event, params) => void wire.notify(event, { dataset, ...params } as never);
    const file = await OpenFile.open(path, schema, removed, tell);
    files.set(dataset, file);
    // The answer goes out first: news of a file that nobody knows of would be lost.
    setTimeout(() => file.begin());
    return { dataset, view: file.view() };
  });
  wire.handle('close', async ({ dataset }) => {
    const file = files.get(dataset);
    files.delete(dataset);
    await file?.close();
    return null;
  });
  wire.handle('record', async ({ dataset, index }) => {
    const file = open(dataset);
    await file.reached(index);
    const { session } = file;
    return recordView(await session.dataset.record(index), session.table, session.dataset.schema.chosenFirst);
  });
  wire.handle('list', async ({ dataset, query }, signal) => {
    const { session, ready } = open(dataset);
    await ready;
    const list = await session.makeList(query.order, query.where, { timeoutMs: QUERY_MS, signal });
    return { total: list.total, groups: list.groups };
  });
  wire.handle('items', ({ dataset, from, count }) => {
    const { session } = open(dataset);
    return session.worklist.window(from, count).map((index) => ({ ...summaryOf(session.table, index), edited: session.dataset.edited(index) }));
  });
  wire.handle('place', ({ dataset, index }) => open(dataset).session.worklist.place(index));
  wire.handle('step', ({ dataset, index, by, flagged }) => {
    const { worklist } = open(dataset).session;
    return flagged ? worklist.stepFlagged(index, by) : worklist.step(index, by);
  });
  wire.handle('edit', async ({ dataset, index, operation, reason }) => {
    const file = open(dataset);
    await file.ready;
    const edit = await file.inTurn(() => file.session.edit(index, operation, reason));
    if (edit.changes.length > 0) file.tellChanged([index]);
    return edit;
  });
  wire.handle('apply', async ({ dataset, edit }) => {
    const file = open(dataset);
    await file.ready;
    const { refused } = await file.inTurn(() => file.session.replay([edit]));
    if (refused.length > 0) throw new EditError('these rows read differently now: the edit can be neither undone nor made again');
    file.tellChanged([edit.edit.index]);
    return null;
  });
  wire.handle('replay', async ({ dataset, edits }) => {
    const file = open(dataset);
    await file.ready;
    const outcome = await file.inTurn(() => file.session.replay(edits));
    file.tellChanged(null);
    return outcome;
  });
  wire.handle('save', async ({ dataset, path, edits, overwrite }) => {
    const file = open(dataset);
    await file.ready;
    const { bytes, unlogged } = await file.save(() => saveDataset(file.session.dataset, file.file, { path, edits, overwrite }));
    file.tellChanged(edits.map(({ edit }) => edit.index));
    return { bytes, unlogged };
  });
  wire.handle('score', ({ dataset, model }) => {
    void scoreFile(open(dataset), scorer, model);
    return null;
  });
  wire.handle('cancelScore', ({ dataset }) => {
    open(dataset).cancelScoring();
    return null;
  });
  wire.handle('scoreText', ({ prompt, text, model }, signal) => scoreText(scorer, model, { prompt, text }, signal));
  wire.handle('query', async ({ dataset, sql }, signal) => {
    const { session, ready } = open(dataset);
    await ready;
    return session.query(sql, { timeoutMs: QUERY_MS, signal });
  });
}
