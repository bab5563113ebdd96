import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { lines, payloads } from './corpus.js';
import { attributes, missing, pairs, ratings, votes } from './corpusRows.js';
import { expect, test } from './fixtures.js';
import { walk } from './walk.js';
import { expectNothing, strangers, watch } from './zoldwatch.js';

const title = (command: string) => (JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>)[command]!;

// A trace would be made of every key and every record.
test.use({ trace: 'off' });
test.beforeEach(({ vscode }) => vscode.configure({ 'tiebreak.scoreOnOpen': 0 }));

test('the corpus is large, and what watches it sees a script, a request and an element', async ({ page }) => {
  expect(payloads.length).toBeGreaterThanOrEqual(350);
  expect(new Set(payloads).size).toBe(payloads.length);
  const seen = await watch(page);
  await page.route('https://tiebreak.invalid/**', (route) => route.abort());
  await page.goto('about:blank');
  await page.setContent('<iframe srcdoc="<body><img src=https://tiebreak.invalid/x onerror=alert(1)>"></iframe>');
  await expect.poll(() => seen.ran.length).toBe(1);
  expect(seen.asked).toEqual(['https://tiebreak.invalid/x']);
  expect(await strangers(page.frameLocator('iframe'))).toEqual(['<img>', 'img[onerror]']);
});

test('in the page of an editor too, whatever stands there for a moment', async ({ vscode }) => {
  const seen = await watch(vscode.page);
  await vscode.page.route('https://tiebreak.invalid/**', (route) => route.abort());
  await vscode.write({ 'pairs.jsonl': lines([{ prompt: 'p', chosen: 'a', rejected: 'b' }]) });
  const editor = await vscode.open('pairs.jsonl');
  await walk(editor, 1);
  expectNothing(seen);
  await editor.locator('body').evaluate(() => {
    const into = document.querySelector('tiebreak-app')!.shadowRoot!.querySelector('tb-record')!.shadowRoot!.querySelector('article')!;
    into.insertAdjacentHTML('beforeend', '<form id=moment></form><img src=https://tiebreak.invalid/x onerror=alert(1)>');
    into.querySelector('#moment')!.remove();
    window.alert(1);
  });
  await expect.poll(() => [seen.ran.length > 0, seen.blocked.length > 0]).toEqual([true, true]);
  expect(seen.strange).toEqual(expect.arrayContaining(['<form>', '<img>', 'img[onerror]']));
  await expect(walk(editor, 1)).rejects.toThrow(/<img>/);
});

for (const mode of ['as Markdown', 'as it stands'] as const) {
  test(`old every payload in every text of a pair, ${mode}`, async ({ vscode }) => {
    test.setTimeout(600_000);
    const seen = await watch(vscode.page);
    await vscode.write({ 'pairs.jsonl': lines(pairs) });
    const editor = await vscode.open('pairs.jsonl');
    await expect(editor.getByRole('article')).toBeVisible();
    if (mode === 'as it stands') await vscode.command(title('command.toggleMarkdown'));
    await editor.getByText('Other columns').click();
    const records = await walk(editor, pairs.length);
    // The other columns show a payload as it is, however the texts are shown.
    expect(records.flatMap(({ name, text }) => missing([payloads[Number(name.slice('Record '.length))]!], text))).toEqual([]);
    expectNothing(seen);
  });
}

test('old every payload as an annotator, a model, a domain, and a justification', async ({ vscode }) => {
  test.setTimeout(600_000);
  const seen = await watch(vscode.page);
  await vscode.write({ 'votes.jsonl': lines(votes), 'ratings.jsonl': lines(ratings) });
  for (const [name, count] of [['votes.jsonl', votes.length], ['ratings.jsonl', payloads.length]] as const) {
    const records = await walk(await vscode.open(name), count);
    expect(records.flatMap((record) => missing([payloads[Number(record.name.slice('Record '.length))]!], record.text))).toEqual([]);
  }
  expectNothing(seen);
});

test('old every payload as the name of an attribute, of a list of annotations and of a column', async ({ vscode }) => {
  test.setTimeout(600_000);
  const seen = await watch(vscode.page);
  const header = payloads.slice(0, 150).map((name) => `"${name.replaceAll('"', '""').replace(/[\r\n]/g, ' ')}"`);
  await vscode.write({ 'attributes.jsonl': lines(attributes), 'columns.csv': `${header.join(',')}\n${header.join(',')}\n` });
  const records = await walk(await vscode.open('attributes.jsonl'), attributes.length);
  expect(missing(payloads, records.map(({ text }) => text).join('\n'))).toEqual([]);
  const editor = await vscode.open('columns.csv');
  // Columns that read like texts are turns.
  await editor.getByText('19 earlier turns').click();
  const columns = await walk(editor, 1);
  expect(missing(payloads.slice(0, 150), columns[0]!.text)).toEqual([]);
  await vscode.command('Tiebreak: Map Columns…');
  await expect(vscode.editor.getByRole('heading', { name: /^Preview of/ })).toBeVisible();
  expect(await strangers(vscode.editor)).toEqual([]);
  expectNothing(seen);
});

test('old every payload as a row that cannot be read, and some as the name of a file', async ({ vscode }) => {
  test.setTimeout(600_000);
  const seen = await watch(vscode.page);
  const broken = payloads.map((text) => `{"prompt": ${JSON.stringify(text).slice(0, -1)}`.replace(/[\r\n]/g, ' '));
  const name = '<img src=x onerror=alert(1)> $(law) {0} %22.jsonl';
  await vscode.write({ [name]: `${lines(pairs.slice(0, 1))}${broken.join('\n')}\n` });
  const editor = await vscode.open(name);
  await vscode.command(title('command.showBadRows'));
  await editor.getByRole('listbox', { name: 'Records' }).getByRole('option').first().click();
  const rows = await walk(editor, broken.length);
  expect(rows.map((row) => row.name)).toEqual(broken.map((_, i) => `Row ${i + 2}, cannot be read`));
  expectNothing(seen);
});
