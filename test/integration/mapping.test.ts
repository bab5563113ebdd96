import * as assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { front, lines, run, suite } from './support.js';
import { until } from './until.js';

const ROWS = [0, 1, 2].map((i) => ({ id: i, ask: `q${i}`, left_text: `l${i}`, right_text: `r${i}`, verdict: ['L', 'R', '='][i] }));
const MAPPING = { name: 'arena', prompt: '/ask', responses: ['/left_text', '/right_text'], preference: { path: '/verdict', values: { L: 1, R: 2, '=': 0 } } };

describe('a mapping of columns', () => {
  const tests = suite();

  /** Puts a text in the place of the whole document. */
  async function write(document: vscode.TextDocument, text: string) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), text);
    await vscode.workspace.applyEdit(edit);
  }

  async function begin() {
    const { path } = await tests.open('arena.jsonl', lines(ROWS));
    const data = front(tests.api);
    assert.equal(data.view.schema, 'rows');
    await run('tiebreak.mapColumns');
    const text = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === `${path}.tiebreak.json`)!;
    await until('the guess is previewed', () => data.opening.preview !== null);
    return { path, data, text };
  }

  it('begins with a guess that is not on the disk, tells errors at their places, previews, and is used', async () => {
    const { path, data, text } = await begin();
    assert.ok(text.isUntitled);
    assert.ok(!existsSync(`${path}.tiebreak.json`));
    assert.equal((JSON.parse(text.getText()) as { prompt: string }).prompt, '/ask');
    assert.deepEqual(data.opening.preview!.columns.map(({ pointer }) => pointer), ['/id', '/ask', '/left_text', '/right_text', '/verdict']);

    await write(text, JSON.stringify({ ...MAPPING, preferences: 1 }, null, 2));
    await until('the error is told', () => vscode.languages.getDiagnostics(text.uri).some(({ source }) => source === 'Tiebreak'));
    const wrong = vscode.languages.getDiagnostics(text.uri).find(({ source }) => source === 'Tiebreak')!;
    assert.match(wrong.message, /did you mean preference\?/);
    assert.match(text.lineAt(wrong.range.start.line).text, /"preferences"/);
    assert.equal(data.opening.preview!.record, null);

    await write(text, '{ "prompt": "/ask", ');
    await until('broken JSON is told', () => data.opening.preview!.problems[0]?.message.startsWith('not JSON') === true);

    await write(text, JSON.stringify(MAPPING, null, 2));
    await until('the record is previewed', () => data.opening.preview?.record !== null);
    assert.deepEqual([data.opening.preview!.read, data.opening.preview!.record!.responses.map(({ text: said }) => said)], [3, ['l0', 'r0']]);
    assert.deepEqual(vscode.languages.getDiagnostics(text.uri).filter(({ source }) => source === 'Tiebreak'), []);

    await run('tiebreak.useMapping', text.uri);
    assert.deepEqual(JSON.parse(readFileSync(`${path}.tiebreak.json`, 'utf8')), MAPPING);
    assert.equal(data.view.schema, 'arena');
    assert.equal(data.opening.preview, null);
    await until('every row is read', () => data.view.complete);
    const record = await data.ask((engine, dataset) => engine.request('record', { dataset, index: 1 }));
    assert.equal(record.preference.chosen, 2);
    await data.edit(1, { kind: 'choose', response: 1 });
    await data.save(data.uri);
    assert.equal(readFileSync(path, 'utf8'), lines(ROWS.map((row, i) => (i === 1 ? { ...row, verdict: 'L' } : row))));
  });

  it('ends its preview without a trace where it is not used', async () => {
    const { path, data } = await begin();
    await run('tiebreak.endPreview');
    assert.equal(data.opening.preview, null);
    assert.ok(!existsSync(`${path}.tiebreak.json`));
    await run('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows its preview and its errors when it is asked for again', async () => {
    const { data, text } = await begin();
    const told = () => vscode.languages.getDiagnostics(text.uri).filter(({ source }) => source === 'Tiebreak').length;
    await write(text, JSON.stringify({ ...MAPPING, preferences: 1 }));
    await until('the error is told', () => told() === 1);
    tests.api.provider.showing(data.uri)[0]!.panel.reveal();
    await until('the page is in front', () => tests.api.provider.active?.document === data);
    await run('tiebreak.mapColumns');
    assert.equal(data.opening.preview?.problems.length, 1);
    assert.equal(told(), 1);
    await write(text, JSON.stringify(MAPPING));
    await until('the record is previewed', () => data.opening.preview?.record != null);
    await run('tiebreak.endPreview');
    assert.equal(data.opening.preview, null);
    assert.equal(told(), 0);
    await vscode.window.showTextDocument(text);
    await run('workbench.action.revertAndCloseActiveEditor');
  });

  it('can stand in the settings, itself or by its path, for files that a glob names', async () => {
    const settings = vscode.workspace.getConfiguration('tiebreak');
    const other = join(tests.folder, 'by-path.json');
    writeFileSync(other, JSON.stringify({ ...MAPPING, name: 'by-path' }));
    await settings.update('mappings', { '*.arena.jsonl': MAPPING, '**/by-path/*.jsonl': other, 'b.jsonl': other }, vscode.ConfigurationTarget.Global);
    try {
      await tests.open('a.arena.jsonl', lines(ROWS));
      assert.equal(front(tests.api).view.schema, 'arena');
      await tests.open('b.jsonl', lines(ROWS));
      assert.equal(front(tests.api).view.schema, 'by-path');
      writeFileSync(join(tests.folder, 'd.arena.jsonl.tiebreak.json'), JSON.stringify({ ...MAPPING, name: 'beside' }));
      await tests.open('d.arena.jsonl', lines(ROWS));
      assert.equal(front(tests.api).view.schema, 'beside');
      await tests.open('c.jsonl', lines(ROWS));
      assert.equal(front(tests.api).view.schema, 'rows');
    } finally {
      await settings.update('mappings', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
