import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { front, lines, run, suite } from './support.js';
import { until } from './until.js';

const pair = (i: number, flipped = false) => ({ prompt: `p${i}`, chosen: flipped ? `b${i}` : `a${i}`, rejected: flipped ? `a${i}` : `b${i}` });
const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const input = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
const set = (value: string | undefined) => vscode.workspace.getConfiguration('tiebreak').update('openPreferenceFiles', value, vscode.ConfigurationTarget.Global);

/** Answers the next question of the extension with this button; says what was asked. */
function answerInformation(choice: string | undefined) {
  const asked: { readonly message: string; readonly buttons: readonly string[] }[] = [];
  const window = vscode.window as { showInformationMessage: unknown };
  const original = window.showInformationMessage;
  window.showInformationMessage = (message: string, ...buttons: string[]) => {
    asked.push({ message, buttons });
    return Promise.resolve(choice);
  };
  return { asked, restore: () => void (window.showInformationMessage = original) };
}

describe('a text that looks like preference data', () => {
  const tests = suite();
  afterEach(() => set('never'));

  async function openText(name: string, content: string): Promise<vscode.Uri> {
    const path = join(tests.folder, name);
    writeFileSync(path, content);
    await vscode.window.showTextDocument(vscode.Uri.file(path));
    await tests.api.offers.settled();
    return vscode.Uri.file(path);
  }

  it('is asked about once, and not again; a table of prices never', async () => {
    const question = answerInformation(undefined);
    try {
      await set('ask');
      await openText('prices.csv', 'item,price\nnail,1\nscrew,2\n');
      await tests.api.offers.settled();
      assert.equal(question.asked.length, 0);
      await openText('pairs.jsonl', lines([pair(0), pair(1)]));
      await until('the question', () => question.asked.length === 1);
      assert.match(question.asked.map(({ message }) => message).join(), /^pairs\.jsonl looks like preference data \(pair\)/);
      assert.deepEqual(question.asked.map(({ buttons }) => buttons), [['Open in Tiebreak', 'Always', 'Never']]);
      await openText('more.jsonl', lines([pair(2)]));
      await tests.api.offers.settled();
      assert.equal(question.asked.length, 1);
      assert.ok(input() instanceof vscode.TabInputText);
    } finally {
      question.restore();
    }
  });

  it('opens in Tiebreak where that was answered with Always, at once and in its own tab; not where it was asked for as text', async () => {
    await set('always');
    const uri = await openText('pairs.jsonl', lines([pair(0), pair(1), pair(2)]));
    await until('the editor is in front', () => tests.api.provider.active?.document.uri.fsPath === uri.fsPath);
    assert.equal(tabs().length, 1);
    await until('read', () => front(tests.api).view.complete);
    front(tests.api).shown.item = 2;
    await run('tiebreak.reopenAsText');
    await until('text', () => input() instanceof vscode.TabInputText);
    await until('its line', () => vscode.window.activeTextEditor?.selection.active.line === 2);
    await tests.api.offers.settled();
    assert.ok(input() instanceof vscode.TabInputText);
    assert.equal(tabs().length, 1);
  });

  it('goes to the record of the cursor’s line, and back', async () => {
    const uri = await openText('pairs.jsonl', `${lines([pair(0)])}\n\n${lines([pair(1), pair(2)])}`);
    const editor = vscode.window.activeTextEditor!;
    editor.selection = new vscode.Selection(4, 3, 4, 3);
    await run('tiebreak.open', uri);
    await until('record 2 is shown', () => tests.api.provider.active?.document.shown.item === 2);
    await run('tiebreak.reopenAsText');
    await until('its line', () => vscode.window.activeTextEditor?.selection.active.line === 4);
    assert.equal(tabs().length, 1);
  });

  it('stays text in a diff', async () => {
    await set('always');
    const [left, right] = ['old.jsonl', 'new.jsonl'].map((name, i) => {
      const path = join(tests.folder, name);
      writeFileSync(path, lines([pair(0, i === 1)]));
      return vscode.Uri.file(path);
    });
    await run('vscode.diff', left, right);
    await tests.api.offers.settled();
    assert.ok(input() instanceof vscode.TabInputTextDiff);
  });
});

describe('a packed file in a diff', () => {
  const tests = suite();
  // Bytes have no text to compare: VS Code lays two of our editors side by side.
  it('is shown in both versions', async () => {
    const [left, right] = ['old.jsonl.gz', 'new.jsonl.gz'].map((name, i) => {
      const path = join(tests.folder, name);
      writeFileSync(path, gzipSync(lines([pair(0, i === 1)])));
      return vscode.Uri.file(path);
    });
    await run('vscode.diff', left, right);
    const document = (uri: vscode.Uri | undefined) => tests.api.provider.showing(uri!)[0]?.document;
    await until('both are read', () => [left, right].every((uri) => document(uri)?.opening.view?.complete));
    const chosen = await Promise.all([left, right].map((uri) => document(uri)!.ask((engine, dataset) => engine.request('record', { dataset, index: 0 }))));
    assert.deepEqual(chosen.map(({ responses }) => responses[0]?.text), ['a0', 'b0']);
  });
});

describe('comparing with HEAD', () => {
  const tests = suite();
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'init.defaultBranch=main', ...args], { cwd: tests.folder, stdio: 'pipe' });
  const sides = () => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'tiebreak-labels').map((document) => ({ side: document.uri.query, text: document.getText() }));

  it('shows the records whose labels differ side by side, unsaved edits too, and goes to them', async () => {
    const { uri } = await tests.open('pair$(x) s.jsonl', lines([0, 1, 2, 3].map((i) => pair(i))));
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'labels');
    const document = front(tests.api);
    await until('read', () => document.view.complete);
    await document.edit(1, { kind: 'flip' });
    await run('workbench.action.files.save');
    await until('saved', () => document.backup().edits.length === 0);
    await document.edit(3, { kind: 'flip' });
    await run('tiebreak.compareHead');
    await until('both sides', () => sides().length === 2);
    assert.ok(input() instanceof vscode.TabInputTextDiff);
    const text = (preferred: string) => ['Records whose labels differ: 2; new: 0; gone: 0', '', 'Record 1: p1', `    ${preferred} is preferred`, '', 'Record 3: p3', `    ${preferred} is preferred`, ''].join('\n');
    assert.deepEqual(Object.fromEntries(sides().map(({ side, text: shown }) => [side, shown])), { was: text('B'), now: text('A') });
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', vscode.Uri.from({ scheme: 'tiebreak-labels', path: uri.path, query: 'now' }));
    assert.equal(links.length, 2);
    const [, args] = links[1]!.target!.toString(true).split('?');
    await run('tiebreak.goToRecord', ...(JSON.parse(decodeURIComponent(args!)) as unknown[]));
    await until('record 3 is shown', () => tests.api.provider.active?.document.shown.item === 3);
    await document.revert();
  });

  it('says so where nothing differs, and why where there is nothing to compare with', async () => {
    await tests.open('pairs.jsonl', lines([pair(0)]));
    await until('read', () => front(tests.api).view.complete);
    const errors: string[] = [];
    const window = vscode.window as { showErrorMessage: unknown };
    const original = window.showErrorMessage;
    window.showErrorMessage = (message: string) => void errors.push(message);
    const told = answerInformation(undefined);
    try {
      await run('tiebreak.compareHead');
      assert.match(errors[0]!, /git has no earlier version of this file: .*(not a git repository|fatal)/);
      git('init', '-q');
      git('add', '.');
      git('commit', '-q', '-m', 'labels');
      await run('tiebreak.compareHead');
      assert.deepEqual(told.asked.map(({ message }) => message), ['Tiebreak: every label of pairs.jsonl is as it is in HEAD.']);
    } finally {
      window.showErrorMessage = original;
      told.restore();
    }
  });
});
