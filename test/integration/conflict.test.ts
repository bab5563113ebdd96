import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { gzipSync } from 'node:zlib';
import { answer, front, lines, run, suite } from './support.js';
import { until } from './until.js';

const pair = (i: number) => ({ prompt: `p${i}`, chosen: `good ${i}`, rejected: `bad ${i}` });
const THEIRS = lines([pair(0), { ...pair(1), note: 'theirs' }]);
const OURS = lines([pair(0), { prompt: 'p1', chosen: 'bad 1', rejected: 'good 1' }]);

describe('a file that changed on the disk', () => {
  const tests = suite();

  async function conflicted(choice: string | undefined, prepare: (document: ReturnType<typeof front>) => void = () => undefined) {
    const { path } = await tests.open('pairs.jsonl', lines([pair(0), pair(1)]));
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    await document.edit(1, { kind: 'flip' });
    writeFileSync(`${path}.new`, THEIRS);
    renameSync(`${path}.new`, path);
    utimesSync(path, 1, 1);
    prepare(document);
    const question = answer(choice);
    const saved = await tests.api.provider.saveCustomDocument(document).then(() => true, () => false);
    question.restore();
    return { path, document, saved, asked: question.asked };
  }

  it('is left alone where nobody decides', async () => {
    const { path, saved, document, asked } = await conflicted(undefined);
    assert.equal(saved, false);
    assert.match(asked[0]!.message, /changed on disk/);
    assert.deepEqual(asked[0]!.buttons, ['Overwrite', 'Reload', 'Save As…', 'Compare']);
    assert.equal(readFileSync(path, 'utf8'), THEIRS);
    assert.equal(document.backup().edits.length, 1);
  });

  it('is overwritten, or reloaded, where the curator says so', async () => {
    const over = await conflicted('Overwrite');
    assert.equal(over.saved, true);
    assert.equal(readFileSync(over.path, 'utf8'), OURS);
    const reload = await conflicted('Reload');
    assert.equal(readFileSync(reload.path, 'utf8'), THEIRS);
    assert.equal(reload.document.backup().edits.length, 0);
  });

  it('is compared with what would be written', async () => {
    const { path, saved, document } = await conflicted('Compare');
    assert.equal(saved, false);
    const tab = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input instanceof vscode.TabInputTextDiff);
    const input = tab?.input as vscode.TabInputTextDiff;
    assert.equal(input.original.fsPath, path);
    assert.equal(readFileSync(input.modified.fsPath, 'utf8'), OURS);
    assert.equal(readFileSync(path, 'utf8'), THEIRS);
    assert.equal(document.backup().edits.length, 1);
  });

  it('leaves nothing behind where it cannot be compared', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tiebreak-compare-'));
    const before = left();
    const { saved } = await conflicted('Compare', (document) => void (document.writeTo = () => Promise.reject(new Error('the disk is full'))));
    assert.equal(saved, false);
    assert.deepEqual(left(), before);
  });
});

describe('a damaged file', () => {
  const tests = suite();

  it('opens as far as it goes, says why, and is not saved over', async () => {
    const whole = gzipSync(lines(Array.from({ length: 4000 }, (_, i) => ({ ...pair(i), noise: Math.sin(i) }))));
    const { path } = await tests.open('cut.jsonl.gz', whole.subarray(0, whole.length - 2000));
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    assert.match(document.view.damage ?? '', /ends too early/);
    assert.ok(document.view.records > 1000 && document.view.records < 4000);
    await document.edit(0, { kind: 'flip' });
    const question = answer(undefined);
    await assert.rejects(tests.api.provider.saveCustomDocument(document));
    question.restore();
    assert.deepEqual(question.asked[0]?.buttons, ['Save As…']);
    assert.deepEqual(readFileSync(path), whole.subarray(0, whole.length - 2000));
    const copy = join(tests.folder, 'copy.jsonl');
    await document.save(vscode.Uri.file(copy));
    assert.match(readFileSync(copy, 'utf8'), /^{"prompt":"p0","chosen":"bad 0"/);
  });
});

describe('reading', () => {
  const tests = suite();

  it('stops where it is told to, shows what was read, edits nothing, and reads on', async function () {
    this.timeout(60_000);
    const text = 'x'.repeat(500);
    const rows = Array.from({ length: 150_000 }, (_, i) => `{"prompt":"p${i}","chosen":"${text}","rejected":"b"}\n`);
    await tests.open('long.jsonl', rows.join(''));
    const document = front(tests.api);
    assert.equal(document.view.complete, false);
    await run('tiebreak.stopReading');
    await until('reading has stopped', () => document.view.stopped, 20_000);
    const { records } = document.view;
    assert.ok(records > 0 && records < rows.length);
    assert.equal(document.view.readOnly, true);
    await assert.rejects(document.edit(0, { kind: 'flip' }), /read on/);
    const shape = await document.ask((engine, dataset) => engine.request('list', { dataset, query: { where: 'index < 3', order: 'file' } }));
    assert.equal(shape.total, 3);
    await run('tiebreak.readOn');
    await until('every row is read', () => document.view.complete, 30_000);
    assert.equal(document.view.records, rows.length);
    await document.edit(0, { kind: 'flip' });
    assert.equal(document.backup().edits.length, 1);
  });
});
