import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import type { TiebreakApi } from '../../src/extension.js';
import { until } from './until.js';

const pair = (prompt: string, chosen: string, rejected: string) => `${JSON.stringify({ prompt, chosen, rejected })}\n`;
const ROWS = [pair('p', 'a', 'b'), '{broken\n', pair('q', 'c', 'd')];
const FLIPPED = [ROWS[0], ROWS[1], pair('q', 'd', 'c')].join('');

let folder: string;
let api: TiebreakApi;

/** Opens a file in the editor and answers the document behind it. */
async function open(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const uri = vscode.Uri.file(path);
  await vscode.commands.executeCommand('vscode.openWith', uri, 'tiebreak.editor');
  await until('the editor is in front', () => api.provider.active?.document.uri.fsPath === path);
  const document = api.provider.active!.document;
  await until('every row is read', () => document.view.complete);
  return { path, uri, document, record: (index: number) => document.ask((engine, dataset) => engine.request('record', { dataset, index })) };
}

const dirty = () => vscode.window.tabGroups.activeTabGroup.activeTab?.isDirty === true;
const run = (command: string) => vscode.commands.executeCommand(command);

describe('the custom editor', () => {
  before(async () => {
    await vscode.workspace.getConfiguration('tiebreak').update('scoreOnOpen', 0, vscode.ConfigurationTarget.Global);
    const extension = vscode.extensions.all.find(({ id }) => id.endsWith('.tiebreak'));
    api = (await extension!.activate()) as TiebreakApi;
  });
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-editor-'))));
  afterEach(async () => {
    await run('workbench.action.revertAndCloseActiveEditor');
    await run('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens a file, tells its schema, and shows the broken row with its reason', async () => {
    const { document, record } = await open('a.jsonl', ROWS.join(''));
    assert.equal(document.view.schema, 'pair');
    assert.equal(document.view.records, 2);
    assert.equal(document.view.badRowCount, 1);
    const bad = await document.ask((engine, dataset) => engine.request('badRow', { dataset, row: 2 }));
    assert.match(bad.reason, /string/);
    assert.deepEqual((await record(1)).responses.map(({ text }) => text), ['c', 'd']);
  });

  it('edits, undoes, redoes and saves, and changes one row only', async () => {
    const { path, document, record } = await open('a.jsonl', ROWS.join(''));
    await document.edit(1, { kind: 'flip' });
    await until('dirty', dirty);
    assert.equal((await record(1)).responses[0]?.text, 'd');
    assert.equal((await record(1)).edited, true);
    await run('undo');
    await until('clean again', () => !dirty());
    assert.equal((await record(1)).responses[0]?.text, 'c');
    await run('redo');
    await until('dirty again', dirty);
    await run('workbench.action.files.save');
    await until('saved', () => !dirty());
    assert.equal(readFileSync(path, 'utf8'), FLIPPED);
    await run('undo');
    await until('dirty after undo', dirty);
    await run('workbench.action.files.save');
    await until('saved again', () => !dirty());
    assert.equal(readFileSync(path, 'utf8'), ROWS.join(''));
    const log = readFileSync(`${path}.tiebreak/log.jsonl`, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { event: string }).event);
    assert.deepEqual(log, ['edit', 'save', 'undo', 'save']);
  });

  it('reverts to the file', async () => {
    const { path, document, record } = await open('a.jsonl', ROWS.join(''));
    await document.edit(0, { kind: 'flip' });
    await until('dirty', dirty);
    await run('workbench.action.files.revert');
    await until('clean', () => !dirty());
    await until('read again', () => document.view.complete);
    assert.equal((await record(0)).responses[0]?.text, 'a');
    assert.equal(readFileSync(path, 'utf8'), ROWS.join(''));
  });

  it('reverts also while an edit is on its way', async () => {
    const { document, record } = await open('a.jsonl', ROWS.join(''));
    await Promise.all([document.edit(0, { kind: 'flip' }), document.edit(1, { kind: 'flip' }), document.revert()]);
    assert.deepEqual([(await record(0)).responses[0]?.text, (await record(1)).responses[0]?.text], ['a', 'c']);
    assert.equal(document.backup().edits.length, 0);
  });

  it('backs up what is not saved, and opens from the backup with the edit pending', async () => {
    const { uri, document } = await open('a.jsonl', ROWS.join(''));
    await document.edit(1, { kind: 'flip' });
    const destination = vscode.Uri.file(join(folder, 'backup.json'));
    const cancel = new vscode.CancellationTokenSource();
    const backup = await api.provider.backupCustomDocument(document, { destination });
    const restored = await api.provider.openCustomDocument(uri, { backupId: backup.id, untitledDocumentData: undefined });
    cancel.dispose();
    const record = await restored.ask((engine, dataset) => engine.request('record', { dataset, index: 1 }));
    assert.equal(record.responses[0]?.text, 'd');
    assert.equal(restored.backup().edits.length, 1);
    restored.dispose();
  });

  it('finds the newest backup where VS Code remembers one that is gone, and opens the file where there is none', async () => {
    const { uri, document } = await open('a.jsonl', ROWS.join(''));
    const other = await open('b.jsonl', ROWS.join(''));
    const at = (name: string) => ({ destination: vscode.Uri.file(join(folder, 'backups', name)) });
    await document.edit(1, { kind: 'flip' });
    const first = await api.provider.backupCustomDocument(document, at('a1'));
    await document.edit(0, { kind: 'flip' });
    const second = await api.provider.backupCustomDocument(document, at('a2'));
    await other.document.edit(0, { kind: 'flip' });
    await api.provider.backupCustomDocument(other.document, at('b1'));
    await vscode.workspace.fs.delete(vscode.Uri.parse(first.id));
    const context = { backupId: first.id, untitledDocumentData: undefined };
    const restored = await api.provider.openCustomDocument(uri, context);
    assert.equal(restored.backup().edits.length, 2);
    restored.dispose();
    await vscode.workspace.fs.delete(vscode.Uri.parse(second.id));
    const saved = await api.provider.openCustomDocument(uri, context);
    assert.equal(saved.backup().edits.length, 0);
    saved.dispose();
  });

  it('leaves nothing open in the engine where what was not saved cannot be restored', async () => {
    const { uri, document } = await open('a.jsonl', ROWS.join(''));
    await document.edit(1, { kind: 'flip' });
    const backup = await api.provider.backupCustomDocument(document, { destination: vscode.Uri.file(join(folder, 'backup.json')) });
    const { engine } = api;
    const asked: string[] = [];
    const request = engine.request.bind(engine);
    engine.request = (name, params, signal) => {
      asked.push(name);
      return name === 'replay' ? Promise.reject(new Error('the disk is gone')) : request(name, params, signal);
    };
    try {
      await assert.rejects(async () => api.provider.openCustomDocument(uri, { backupId: backup.id, untitledDocumentData: undefined }), /the disk is gone/);
    } finally {
      engine.request = request;
    }
    assert.deepEqual(asked, ['open', 'replay', 'close']);
  });

  it('refuses to restore an edit onto rows that have changed since', async () => {
    const { path, uri, document } = await open('a.jsonl', ROWS.join(''));
    await document.edit(1, { kind: 'flip' });
    const backup = await api.provider.backupCustomDocument(document, { destination: vscode.Uri.file(join(folder, 'backup.json')) });
    writeFileSync(path, [ROWS[0], ROWS[1], pair('q', 'new', 'd')].join(''));
    const restored = await api.provider.openCustomDocument(uri, { backupId: backup.id, untitledDocumentData: undefined });
    assert.equal(restored.backup().edits.length, 0);
    restored.dispose();
  });

  it('does not overwrite a file that changed on disk', async () => {
    const { path, uri, document } = await open('a.jsonl', ROWS.join(''));
    await document.edit(1, { kind: 'flip' });
    writeFileSync(`${path}.new`, ROWS.join(''));
    renameSync(`${path}.new`, path);
    utimesSync(path, 1, 1);
    await assert.rejects(document.save(uri), /changed on disk/);
    assert.equal(readFileSync(path, 'utf8'), ROWS.join(''));
    await document.save(uri, true);
    assert.equal(readFileSync(path, 'utf8'), FLIPPED);
  });

  it('saves a packed file packed', async () => {
    const { path, uri, document } = await open('a.jsonl.gz', gzipSync(ROWS.join('')));
    await document.edit(1, { kind: 'flip' });
    await document.save(uri);
    assert.equal(gunzipSync(readFileSync(path)).toString(), FLIPPED);
  });

  it('a dead engine loses no edit: it starts again and the journal is replayed', async () => {
    const { path, uri, document, record } = await open('a.jsonl', ROWS.join(''));
    await document.edit(1, { kind: 'flip' });
    const dead = api.engine.pid!;
    process.kill(dead, 'SIGKILL');
    await until('another engine', () => api.engine.pid !== dead, 20_000);
    assert.equal((await record(1)).responses[0]?.text, 'd');
    await document.save(uri);
    assert.equal(readFileSync(path, 'utf8'), FLIPPED);
  });

  it('two edits of one record that come at once are both made', async () => {
    const rating = (response: string) => ({ prompt: 'p', response, helpfulness: 1, correctness: 1, coherence: 1, complexity: 1, verbosity: 1 });
    const { path, uri, document } = await open('ratings.jsonl', `${JSON.stringify(rating('a'))}\n${JSON.stringify(rating('b'))}\n`);
    const set = (attribute: string, value: number) => document.edit(0, { kind: 'set', response: 1, attribute, value });
    await Promise.all([set('helpfulness', 4), set('verbosity', 3), document.save(uri)]);
    await document.save(uri);
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8').split('\n')[0]!), { ...rating('a'), helpfulness: 4, verbosity: 3 });
    assert.equal(document.backup().edits.length, 0);
  });

  it('after a saved drop and a dead engine rows keep their numbers: later edits and the undo of the drop fit', async () => {
    const rows = [pair('p0', 'a', 'b'), pair('p1', 'a', 'b'), pair('p2', 'a', 'b')];
    const { path, uri, document } = await open('drop.jsonl', rows.join(''));
    await document.edit(0, { kind: 'drop' });
    await run('workbench.action.files.save');
    await until('saved', () => readFileSync(path, 'utf8') === rows.slice(1).join(''));
    await document.edit(2, { kind: 'flip' });
    const dead = api.engine.pid!;
    process.kill(dead, 'SIGKILL');
    await until('another engine', () => api.engine.pid !== dead, 20_000);
    await document.save(uri);
    assert.equal(readFileSync(path, 'utf8'), rows[1]! + pair('p2', 'b', 'a'));
    await run('undo');
    await run('undo');
    await until('both undone', () => document.backup().edits.length === 2);
    await document.save(uri);
    assert.equal(readFileSync(path, 'utf8'), rows.join(''));
  });

  it('a dead engine in mid-scoring loses no edit and no finished score, and scoring goes on', async function () {
    this.timeout(240_000);
    const rows = Array.from({ length: 150 }, (_, i) => pair(`Question ${i} of ${folder}?`, `The long answer number ${i}. `.repeat(12), `No. ${i}`));
    const { path, uri, document, record } = await open('many.jsonl', rows.join(''));
    await document.score();
    await until('half is scored', () => document.scoring.done > 60, 120_000);
    await document.edit(3, { kind: 'flip' });
    const dead = api.engine.pid!;
    process.kill(dead, 'SIGKILL');
    await until('another engine', () => api.engine.pid !== dead, 20_000);
    await until('all is scored', () => document.scoring.state === 'done', 120_000);
    assert.equal(document.scoring.total, 300);
    assert.ok((document.scoring.cached ?? 0) >= 60, `${document.scoring.cached} from the cache`);
    assert.match((await record(3)).responses[0]!.text, /^No/);
    assert.equal((await record(3)).ensemble?.voters.length, (await record(4)).ensemble?.voters.length);
    await document.save(uri);
    assert.equal(readFileSync(path, 'utf8').split('\n').filter((line, i) => `${line}\n` !== rows[i]).length, 2);
  });

  it('a file with scores of its own is flagged by those, and says so', async () => {
    const rows = Array.from({ length: 3 }, (_, i) => ({
      chosen: ['Human: q', `Assistant: a${i}`],
      rejected: ['Human: q', `Assistant: b${i}`],
      'chosen score list': [1, 2, i],
      'rejected score list': [3, 4.5, i + 2.5],
    }));
    const { document, record } = await open('strength.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await until('the scores are told of', () => document.scoring.fromFile);
    const { ensemble, flags } = await record(0);
    assert.equal(ensemble?.voters.length, 3);
    assert.ok(ensemble.mean < 0);
    assert.deepEqual(flags.map(({ flag }) => flag), ['contested']);
  });

  it('says why a file cannot be opened', async () => {
    const path = join(folder, 'other.jsonl');
    writeFileSync(path, '');
    const context = { backupId: undefined, untitledDocumentData: undefined };
    await assert.rejects(api.provider.openCustomDocument(vscode.Uri.file(path), context), /other.jsonl: the file is empty/);
  });

  it('scores the selected text of any editor with the bundled model', async function () {
    this.timeout(180_000);
    const text = await vscode.workspace.openTextDocument({ content: 'Ice floats because it is less dense than water.' });
    await vscode.window.showTextDocument(text);
    const score = await vscode.commands.executeCommand<{ reward: { mean: number; sd: number }; attributes: { attribute: string; mean: number }[] }>('tiebreak.scoreSelection');
    assert.ok(Number.isFinite(score.reward.mean) && score.reward.sd > 0);
    assert.deepEqual(score.attributes.map(({ attribute }) => attribute), ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity']);
    for (const { mean } of score.attributes) assert.ok(mean >= -0.5 && mean <= 4.5);
  });

  it('registers every command that package.json lists, and lists every one that it registers', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const extension = vscode.extensions.all.find(({ id }) => id.endsWith('.tiebreak'))!;
    const listed = (extension.packageJSON as { contributes: { commands: { command: string }[] } }).contributes.commands;
    assert.deepEqual(listed.filter(({ command }) => !known.has(command)), []);
    assert.deepEqual([...known].filter((command) => command.startsWith('tiebreak.') && !listed.some((each) => each.command === command)), []);
  });
});
