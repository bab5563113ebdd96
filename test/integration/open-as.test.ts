import * as assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { datasetUri } from '../../src/host/editor/datasetUri.js';
import { answer, dirty, front, lines, run, suite } from './support.js';
import { until } from './until.js';

const AMBIGUOUS = lines([0, 1].map((i) => ({ prompt: `p${i}`, completion: `c${i}`, label: i === 0, text: [`a${i}`, `b${i}`], score: [1, 2] })));
const pair = (i: number) => ({ prompt: `p${i}`, chosen: `good ${i}`, rejected: `bad ${i}` });
const ATTRIBUTES = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
const rated = (prompt: string, response: string, value: unknown) => ({ prompt, response, ...Object.fromEntries(ATTRIBUTES.map((name) => [name, value])) });

describe('a file that two schemas fit alike', () => {
  const tests = suite();

  it('asks, opens by the answer, and remembers it', async () => {
    const { uri } = await tests.open('two.jsonl', AMBIGUOUS);
    const document = front(tests.api);
    assert.deepEqual(document.opening.choice?.candidates.slice(0, 2).map(({ schema }) => schema).sort(), ['text-score', 'unpaired']);
    assert.equal(document.opening.view, null);
    const first = document.opening.choice!.candidates[0]!.schema;
    // The question is on the screen; Enter takes its first answer.
    await until('the question is answered', () => {
      void run('workbench.action.acceptSelectedQuickOpenItem');
      return document.opening.view !== null;
    });
    assert.equal(document.view.schema, first);
    await until('every row is read', () => document.view.complete);
    assert.equal(document.view.records, 2);
    await run('workbench.action.closeAllEditors');
    await run('vscode.openWith', uri, 'tiebreak.editor');
    await until('it opens again without a question', () => tests.api.provider.active?.document.opening.view?.schema === first);
  });

  it('stays open as a question where nobody answers, and opens when the page does', async () => {
    await tests.open('two.jsonl', AMBIGUOUS);
    const document = front(tests.api);
    await run('workbench.action.closeQuickOpen');
    assert.throws(() => document.view, /choose its schema first/);
    await assert.rejects(document.ask((engine, dataset) => engine.request('record', { dataset, index: 0 })), /choose its schema first/);
    await tests.api.provider.reopen(document, { schema: 'unpaired', attach: [] }, true);
    assert.equal(document.view.schema, 'unpaired');
  });

  it('can be opened by another schema later, once unsaved edits are settled', async () => {
    await tests.open('two.jsonl', AMBIGUOUS);
    const document = front(tests.api);
    await run('workbench.action.closeQuickOpen');
    await tests.api.provider.reopen(document, { schema: 'unpaired', attach: [] }, true);
    await until('every row is read', () => document.view.complete);
    const before = document.opening.view?.schema;
    const window = vscode.window as { showQuickPick: unknown };
    const original = window.showQuickPick;
    window.showQuickPick = (items: readonly vscode.QuickPickItem[]) => {
      assert.match(items.find(({ label }) => label === before)?.description ?? '', /as it is open now/);
      return Promise.resolve(items.find(({ label }) => label === 'text-score'));
    };
    await run('tiebreak.chooseSchema');
    window.showQuickPick = original;
    assert.equal(document.view.schema, 'text-score');
  });
});

describe('a folder of shards', () => {
  const tests = suite();

  async function openFolder(part = { glob: null, split: null } as { glob: string | null; split: string | null }) {
    const folder = join(tests.folder, 'shards');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'train-00000-of-00002.jsonl'), lines([pair(0), pair(1)]));
    writeFileSync(join(folder, 'train-00001-of-00002.jsonl'), lines([pair(2)]));
    writeFileSync(join(folder, 'test-00000-of-00001.jsonl'), lines([pair(3)]));
    await run('tiebreak.openFolder', vscode.Uri.file(folder), part);
    await until('the dataset is in front', () => tests.api.provider.active?.document.uri.scheme === 'tiebreak-dataset');
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    return { folder, document, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
  }

  it('opens as one document named after the folder, is edited, saved shard by shard, and reverted', async () => {
    const { document, read } = await openFolder();
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'shards');
    assert.deepEqual([document.view.name, document.view.records, document.view.files], ['shards', 4, 3]);
    // Shards are in the order of their names: test before train.
    await document.edit(3, { kind: 'flip' });
    await until('dirty', dirty);
    await run('workbench.action.files.save');
    await until('saved', () => !dirty());
    assert.equal(read('train-00001-of-00002.jsonl'), lines([{ prompt: 'p2', chosen: 'bad 2', rejected: 'good 2' }]));
    assert.equal(read('train-00000-of-00002.jsonl'), lines([pair(0), pair(1)]));
    await document.edit(0, { kind: 'flip' });
    await until('dirty again', dirty);
    await run('workbench.action.files.revert');
    await until('clean', () => !dirty());
    assert.equal(read('test-00000-of-00001.jsonl'), lines([pair(3)]));
    const record = await document.ask((engine, dataset) => engine.request('record', { dataset, index: 0 }));
    assert.equal(record.responses[0]?.text, 'good 3');
  });

  it('opens one split, or the files of a pattern', async () => {
    const split = await openFolder({ glob: null, split: 'train' });
    assert.deepEqual([split.document.view.name, split.document.view.records], ['shards · train', 3]);
    await run('workbench.action.closeAllEditors');
    const glob = await openFolder({ glob: 'test-*.jsonl', split: null });
    assert.deepEqual([glob.document.view.name, glob.document.view.records], ['shards/test-*.jsonl', 1]);
  });

  it('is backed up, and opens from the backup with the edit pending', async () => {
    const { folder, document } = await openFolder();
    await document.edit(1, { kind: 'flip' });
    const backup = await tests.api.provider.backupCustomDocument(document, { destination: vscode.Uri.file(join(tests.folder, 'backup.json')) });
    const restored = await tests.api.provider.openCustomDocument(datasetUri(vscode.Uri.file(folder)), { backupId: backup.id, untitledDocumentData: undefined });
    assert.equal(restored.backup().edits.length, 1);
    restored.dispose();
  });
});

describe('files that belong together', () => {
  const tests = suite();
  const labels = lines([rated('p', 'a', 3), rated('p', 'b', 1)]);
  const marks = lines([rated('p', 'a', [3, 4, 2]), rated('p', 'b', [1, 1, 1])]);

  async function together() {
    writeFileSync(join(tests.folder, 'disagreements.jsonl'), marks);
    const { path } = await tests.open('train.jsonl', labels);
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    return { path, document, record: () => document.ask((engine, dataset) => engine.request('record', { dataset, index: 0 })) };
  }

  it('are offered, attached with an unsaved edit kept, edited, undone and saved each on its own', async () => {
    const { path, document, record } = await together();
    const other = join(tests.folder, 'disagreements.jsonl');
    const offered = await document.ask((engine, dataset) => engine.request('related', { dataset }));
    assert.deepEqual(offered.map(({ name }) => name), ['disagreements.jsonl']);
    await document.edit(0, { kind: 'set', response: 1, attribute: 'verbosity', value: 0 });
    await until('dirty', dirty);
    await run('tiebreak.attach', vscode.Uri.file(other));
    await until('every row is read', () => document.view.complete);
    assert.deepEqual(document.view.attached, ['disagreements.jsonl']);
    const helpfulness = (await record()).responses[0]?.attributes.find(({ name }) => name === 'helpfulness');
    assert.deepEqual([helpfulness?.label, helpfulness?.marks.map(({ value }) => value)], [3, [3, 4, 2]]);
    assert.equal((await record()).responses[0]?.attributes.find(({ name }) => name === 'verbosity')?.label, 0);
    await document.edit(0, { kind: 'set', response: 2, attribute: 'coherence', value: 4 });
    // VS Code hears of an edit after this; an undo that overtakes it would take back the one before.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await run('undo');
    await until('undone', () => document.backup().edits.length === 1);
    await run('workbench.action.files.save');
    await until('saved', () => !dirty());
    assert.equal(readFileSync(path, 'utf8'), lines([{ ...rated('p', 'a', 3), verbosity: 0 }, rated('p', 'b', 1)]));
    assert.equal(readFileSync(other, 'utf8'), marks);
  });

  it('are saved under another name into a folder, and cannot be compared', async () => {
    const { path, document } = await together();
    const other = join(tests.folder, 'disagreements.jsonl');
    await run('tiebreak.attach', vscode.Uri.file(other));
    await document.edit(0, { kind: 'set', response: 1, attribute: 'verbosity', value: 0 });
    const folder = join(tests.folder, 'copies');
    mkdirSync(folder);
    const window = vscode.window as { showOpenDialog: unknown };
    const original = window.showOpenDialog;
    window.showOpenDialog = ({ canSelectFolders }: vscode.OpenDialogOptions) => Promise.resolve(canSelectFolders ? [vscode.Uri.file(folder)] : undefined);
    try {
      await assert.rejects(tests.api.provider.saveCustomDocumentAs(document, vscode.Uri.file(join(tests.folder, 'copy.jsonl'))), vscode.CancellationError);
    } finally {
      window.showOpenDialog = original;
    }
    assert.equal(readFileSync(join(folder, 'train.jsonl'), 'utf8'), lines([{ ...rated('p', 'a', 3), verbosity: 0 }, rated('p', 'b', 1)]));
    assert.equal(readFileSync(join(folder, 'disagreements.jsonl'), 'utf8'), marks);
    assert.deepEqual([readFileSync(path, 'utf8'), document.backup().edits.length], [labels, 1]);

    writeFileSync(`${path}.new`, labels);
    renameSync(`${path}.new`, path);
    utimesSync(path, 1, 1);
    const question = answer(undefined);
    await assert.rejects(tests.api.provider.saveCustomDocument(document));
    question.restore();
    assert.deepEqual(question.asked[0]?.buttons, ['Overwrite', 'Reload', 'Save As…']);
    // A folder that holds the files themselves was not meant to be written over.
    await assert.rejects(document.save(vscode.Uri.file(tests.folder)), /changed on disk/);
    assert.equal(readFileSync(path, 'utf8'), labels);
  });

  it('stay together over a hot exit, and come apart again', async () => {
    const { path, document } = await together();
    await run('tiebreak.attach', vscode.Uri.file(join(tests.folder, 'disagreements.jsonl')));
    await document.edit(0, { kind: 'set', response: 1, attribute: 'verbosity', value: 0 });
    await until('dirty', dirty);
    const backup = await tests.api.provider.backupCustomDocument(document, { destination: vscode.Uri.file(join(tests.folder, 'backup.json')) });
    const restored = await tests.api.provider.openCustomDocument(vscode.Uri.file(path), { backupId: backup.id, untitledDocumentData: undefined });
    assert.deepEqual([restored.view.attached, restored.backup().edits.length], [['disagreements.jsonl'], 1]);
    restored.dispose();
    // Alone the file has other rows: the edit would be lost.
    renameSync(join(tests.folder, 'disagreements.jsonl'), join(tests.folder, 'away'));
    await assert.rejects(async () => tests.api.provider.openCustomDocument(vscode.Uri.file(path), { backupId: backup.id, untitledDocumentData: undefined }), /unsaved edits are kept/);
    renameSync(join(tests.folder, 'away'), join(tests.folder, 'disagreements.jsonl'));
    await run('workbench.action.files.revert');
    await until('clean', () => !dirty());
    await document.settled();
    await run('tiebreak.detach');
    assert.deepEqual(document.view.attached, []);
  });
});

describe('bad rows', () => {
  const tests = suite();

  it('are listed in their places, and told with what they hold', async () => {
    const broken = '{"prompt": "cut';
    await tests.open('bad.jsonl', Buffer.concat([Buffer.from(lines([pair(0)])), Buffer.from(`${broken}\n`), Buffer.from([0x22, 0xff, 0x0a]), Buffer.from(lines([pair(1)]))]));
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    assert.equal(document.view.badRowCount, 2);
    const shape = await document.ask((engine, dataset) => engine.request('list', { dataset, query: { where: null, order: 'file' } }));
    const items = await document.ask((engine, dataset) => engine.request('items', { dataset, from: 0, count: 10 }));
    assert.equal(shape.total, 4);
    assert.deepEqual(items.map(({ index }) => index), [0, -2, -3, 1]);
    const row = (number: number) => document.ask((engine, dataset) => engine.request('badRow', { dataset, row: number }));
    const first = await row(2);
    assert.deepEqual([first.row, first.offset, first.text], [2, lines([pair(0)]).length, broken]);
    assert.deepEqual([(await row(3)).text, (await row(3)).reason], ['"\ufffd', 'the row is not valid UTF-8']);
    await assert.rejects(row(1), /not one that could not be read/);
  });
});

describe('a file whose engine died', () => {
  const tests = suite();

  /** What every open file hears of a death. A real one too many within a minute, and the engine would not be started again. */
  const heard = () => [...tests.api.engine['restarts']].forEach((listener) => listener());

  it('is opened by the schema that was shown; where that fails, every request says why until it is opened anew', async () => {
    const { path } = await tests.open('pairs.jsonl', lines([pair(0), pair(1)]));
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    const record = () => document.ask((engine, dataset) => engine.request('record', { dataset, index: 0 }));
    writeFileSync(`${path}.tiebreak.json`, JSON.stringify({ name: 'not-used-yet', prompt: '/chosen', responses: ['/prompt', '/rejected'] }));
    heard();
    assert.equal((await record()).responses[0]?.text, 'good 0');
    assert.equal(document.view.schema, 'pair');
    assert.equal(document.wish.schema, null);

    renameSync(path, `${path}.away`);
    heard();
    await assert.rejects(record(), /could not be opened again: .*no such file/);
    await assert.rejects(record(), /could not be opened again/);
    renameSync(`${path}.away`, path);
    await document.revert();
    // Read anew, as the mapping beside it says by now.
    assert.deepEqual([document.view.schema, (await record()).responses[0]?.text], ['not-used-yet', 'p0']);
  });
});
