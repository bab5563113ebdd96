import * as assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { gzipSync } from 'node:zlib';
import { dirty, front, lines, run, suite } from './support.js';
import { until } from './until.js';

const pair = (i: number) => ({ prompt: `p${i}`, chosen: `good ${i}`, rejected: `bad ${i}` });
const flipped = (i: number) => ({ prompt: `p${i}`, chosen: `bad ${i}`, rejected: `good ${i}` });
const csv = (rows: readonly Record<string, string>[]) => ['prompt,chosen,rejected', ...rows.map((row) => Object.values(row).join(',')), ''].join('\r\n');
const json = (rows: readonly unknown[]) => JSON.stringify(rows, null, 2);

describe('every format', () => {
  const tests = suite();

  const texts: readonly (readonly [string, (rows: readonly Record<string, string>[]) => string])[] = [['a.ndjson', lines], ['a.json', json], ['a.csv', csv], ['a.tsv', (rows) => csv(rows).replaceAll(',', '\t')]];
  for (const [name, write] of texts) {
    it(`${name} opens, is edited and saved, and nothing else in it changes`, async () => {
      const { path } = await tests.open(name, write([pair(0), pair(1)]));
      const document = front(tests.api);
      await until('every row is read', () => document.view.complete);
      assert.deepEqual([document.view.schema, document.view.records], ['pair', 2]);
      await document.edit(1, { kind: 'flip' });
      await until('dirty', dirty);
      await run('workbench.action.files.save');
      await until('saved', () => !dirty());
      assert.equal(readFileSync(path, 'utf8'), write([pair(0), flipped(1)]));
    });
  }

  const fixtures = join(vscode.extensions.getExtension('tiebreak.tiebreak')!.extensionPath, 'test', 'fixtures');
  for (const [folder, name, editor] of [['parquet', 'plain.parquet', 'tiebreak.packed'], ['arrow', 'preference.arrow', 'tiebreak.packed']] as const) {
    it(`${name} opens in our editor by itself`, async function () {
      const path = join(tests.folder, name);
      try {
        copyFileSync(join(fixtures, folder, name), path);
      } catch {
        this.skip();
      }
      await run('vscode.open', vscode.Uri.file(path));
      await until('the editor is in front', () => tests.api.provider.active?.document.uri.fsPath === path);
      await until('every row is read', () => front(tests.api).view.complete);
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.equal(input instanceof vscode.TabInputCustom && input.viewType, editor);
      assert.ok(front(tests.api).view.rows > 0);
    });
  }

  it('a packed table opens in our editor by itself; a text one in the text editor', async () => {
    await tests.open('a.csv.gz', gzipSync(csv([pair(0)])));
    assert.equal(front(tests.api).view.format, 'csv');
    const listed = vscode.extensions.getExtension('tiebreak.tiebreak')!.packageJSON as { contributes: { customEditors: { priority: string; selector: { filenamePattern: string }[] }[] } };
    const byDefault = listed.contributes.customEditors.filter(({ priority }) => priority === 'default').flatMap(({ selector }) => selector.map(({ filenamePattern }) => filenamePattern));
    assert.deepEqual(byDefault.filter((pattern) => /\.(jsonl|ndjson|json|csv|tsv)$/.test(pattern)), []);
  });
});

describe('palette commands that prefer', () => {
  const tests = suite();
  const row = { domain: 'general', language: 'english', context: [{ role: 'user', content: 'q' }], response1: 'a', response2: 'b', overall_preference: 1, individual_preference: [] };

  it('choose, tie and set a strength where the file can take it', async () => {
    await tests.open('strengths.jsonl', lines([row]));
    const document = front(tests.api);
    await until('every row is read', () => document.view.complete);
    const strength = async () => (await document.ask((engine, dataset) => engine.request('record', { dataset, index: 0 }))).preference.strength;
    await run('tiebreak.setStrength', -3);
    assert.equal(await strength(), -3);
    await run('tiebreak.choose', 2);
    assert.equal(await strength(), 3);
    await run('tiebreak.tie');
    assert.equal(await strength(), 0);
    assert.equal(document.backup().edits.length, 3);
  });

  it('say what the file can take where it cannot', async () => {
    await tests.open('pairs.jsonl', lines([pair(0)]));
    await until('every row is read', () => front(tests.api).view.complete);
    const told: string[] = [];
    const window = vscode.window as { showErrorMessage: unknown };
    const original = window.showErrorMessage;
    window.showErrorMessage = (message: string) => void told.push(message);
    await run('tiebreak.tie');
    window.showErrorMessage = original;
    assert.deepEqual(told, ['Tiebreak: this file cannot take "tie": it takes flip, choose']);
    assert.equal(front(tests.api).backup().edits.length, 0);
  });
});
