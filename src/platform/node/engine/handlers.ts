import { t } from '@vscode/l10n';
import { randomInt } from 'node:crypto';
import { dirname, join } from 'node:path';
import { EditError } from '../../../core/edits.js';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import { YIELDING_ARGUMENT } from '../../../protocol/scorer.js';
import { recordView } from '../../../protocol/recordView.js';
import { saveDataset } from '../files/save.js';
import type { Answerer } from '../rpc.js';
import { scoreFolder } from '../scoring/cacheFolder.js';
import { ScorerClient } from '../scoring/client.js';
import { answerAudit, blindness, serveAudit } from './audit.js';
import { badRowText } from './badRow.js';
import { evaluateFile } from './evaluate.js';
import { fitFile } from './fit.js';
import { serveJudging } from './judging.js';
import { items, makeListing, QUERY_MS } from './listings.js';
import { serveLooks } from './looks.js';
import { OpenFile, type Tell } from './openFile.js';
import { compareLabels } from './compare.js';
import { itemAtLine, textPlace } from './textPlaces.js';
import { relatedFiles } from './related.js';
import { serveReport } from './report.js';
import { serveReviews } from './reviews.js';
import { scoreFile } from './scoring.js';
import { scoreText } from './scoreText.js';
import { sourcesOf } from './sources.js';
import { statsOfFile } from './stats.js';

type Wire = Answerer<EngineMethods, EngineEvents>;
type Find = (dataset: DatasetId) => OpenFile;

/** Answers every request of the wire; `scorerScript` is the built scorer.js. */
export function serve(wire: Wire, scorerScript: string): void {
  const find = serveFiles(wire, join(dirname(scorerScript), 'reader.js'));
  serveLooks(wire);
  serveRecords(wire, find);
  serveEdits(wire, find);
  serveReport(wire, find);
  serveReviews(wire, find);
  serveAudit(wire, find);
  serveScores(wire, find, new ScorerClient(scorerScript, scoreFolder, [YIELDING_ARGUMENT]));
}

function serveFiles(wire: Wire, reader: string): Find {
  const files = new Map<DatasetId, OpenFile>();
  // An id that a dead engine gave must name nothing here.
  let last = randomInt(2 ** 40);
  const find: Find = (dataset) => {
    const file = files.get(dataset);
    if (!file) throw new Error(t('this file is not open'));
    return file;
  };
  wire.handle('open', async ({ path, ...options }) => {
    const dataset = ++last;
    const tell: Tell = (event, params) => void wire.notify(event, { dataset, ...params } as never);
    const file = await OpenFile.open(path, { ...options, reader }, tell);
    files.set(dataset, file);
    // The answer goes out first: news of a file that nobody knows of would be lost.
    setTimeout(() => file.reading.begin());
    return { dataset, view: file.view() };
  });
  wire.handle('close', async ({ dataset }) => {
    const file = files.get(dataset);
    files.delete(dataset);
    await file?.close();
    return null;
  });
  wire.handle('stopReading', ({ dataset }) => {
    find(dataset).reading.stop();
    return null;
  });
  wire.handle('readOn', ({ dataset }) => {
    find(dataset).readOn();
    return null;
  });
  serveJudging(wire, find);
  wire.handle('related', ({ dataset }) => relatedFiles(find(dataset).opened));
  return find;
}

function serveRecords(wire: Wire, find: Find): void {
  wire.handle('record', async ({ dataset, index }) => {
    const file = find(dataset);
    await file.reading.reached(index);
    const { session } = file;
    const record = await session.dataset.record(index);
    return { ...recordView(record, session.table, session.dataset.schema), ...sourcesOf(file.opened, record.rows), ...blindness(file, index) };
  });
  wire.handle('badRow', ({ dataset, row }) => badRowText(find(dataset).opened, row));
  wire.handle('list', async ({ dataset, query, view }, signal) => (await makeListing(find(dataset), query, signal, view)).view);
  wire.handle('items', ({ dataset, from, count, view }) => items(find(dataset), from, count, view));
  wire.handle('textPlace', ({ dataset, item }) => textPlace(find(dataset), item));
  wire.handle('itemAtLine', ({ dataset, line }) => itemAtLine(find(dataset), line));
  wire.handle('compareLabels', ({ dataset, ...versions }, signal) => compareLabels(find(dataset), versions, signal));
  wire.handle('place', ({ dataset, index, view = 0 }) => find(dataset).listings.get(view)?.place(index) ?? null);
  wire.handle('step', ({ dataset, index, by, flagged, view = 0 }) => {
    const listing = find(dataset).listings.get(view);
    return (flagged ? listing?.stepFlagged(index, by) : listing?.step(index, by)) ?? null;
  });
  wire.handle('stats', ({ dataset }, signal) => statsOfFile(find(dataset), signal));
  wire.handle('evaluate', ({ dataset }, signal) => evaluateFile(find(dataset), signal));
  wire.handle('query', async ({ dataset, sql }, signal) => {
    const { session, reading } = find(dataset);
    await reading.usable;
    return session.query(sql, { timeoutMs: QUERY_MS, signal });
  });
}

function serveEdits(wire: Wire, find: Find): void {
  wire.handle('edit', async ({ dataset, index, operation, reason }) => {
    const file = find(dataset);
    await file.reading.whole();
    const edit = await file.inTurn(() => file.session.edit(index, operation, reason));
    if (edit.changes.length > 0) {
      await answerAudit(file, [index]);
      file.tellChanged([index]);
    }
    return edit;
  });
  wire.handle('apply', async ({ dataset, edit }) => {
    const file = find(dataset);
    await file.reading.whole();
    const { refused } = await file.inTurn(() => file.session.replay([edit]));
    if (refused.length > 0) throw new EditError(t('these rows read differently now: the edit can be neither undone nor made again'));
    await answerAudit(file, [edit.edit.index]);
    file.tellChanged([edit.edit.index]);
    return null;
  });
  wire.handle('replay', async ({ dataset, edits }) => {
    const file = find(dataset);
    await file.reading.whole();
    const outcome = await file.inTurn(() => file.session.replay(edits));
    file.tellChanged(null);
    return outcome;
  });
  wire.handle('save', async ({ dataset, path, edits, overwrite }) => {
    const file = find(dataset);
    await file.reading.whole();
    const { bytes, unlogged } = await file.save(() => saveDataset(file.opened, { path, edits, overwrite }));
    if (path === file.opened.path) file.session.reviews.saved(edits);
    file.tellChanged(edits.map(({ edit }) => edit.index));
    return { bytes, unlogged };
  });
}

function serveScores(wire: Wire, find: Find, scorer: ScorerClient): void {
  wire.handle('score', ({ dataset, model }) => {
    void scoreFile(find(dataset), scorer, model);
    return null;
  });
  wire.handle('fit', ({ dataset, model }) => {
    void fitFile(find(dataset), scorer, model);
    return null;
  });
  wire.handle('cancelScore', ({ dataset }) => {
    find(dataset).cancelScoring();
    return null;
  });
  wire.handle('readModel', async ({ folder, device }) => {
    const { name, members, scale, attributes, choice } = await scorer.load(folder, device);
    return { name, members, scale, attributes, ...choice };
  });
  wire.handle('scoreText', ({ prompt, text, model }, signal) => scoreText(scorer, model, { prompt, text }, signal));
}
