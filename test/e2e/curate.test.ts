import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { expect, test } from './fixtures.js';

const sample = readFileSync(join(root, 'media', 'sample', 'sample.jsonl'), 'utf8');
const pair = (i: number) => ({ prompt: `Question ${i}?`, chosen: `right ${i}`, rejected: `wrong ${i}` });
const rowsOf = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

test('a curator sees labels and predictions, fixes a flagged record, undoes, saves', async ({ vscode }) => {
  await vscode.write({ 'sample.jsonl': sample });
  const editor = await vscode.open('sample.jsonl');
  const { keyboard } = vscode.page;
  await expect(editor.getByRole('heading', { name: /Response A/ })).toBeVisible();
  await expect(editor.getByText('scored 24 / 24')).toBeVisible({ timeout: 120_000 });
  await vscode.select(7);
  await expect(editor.getByRole('article', { name: 'Record 7' })).toContainText(/Annotators split on helpfulness of response A: 1, 4, 0, 1, 4 \(spread 4, limit 2\)/);
  await expect(editor.getByRole('slider', { name: 'helpfulness of A' })).toHaveAttribute('aria-valuetext', /^label \d; annotators 1, 4, 0, 1, 4, split; model -?\d\.\d ± \d\.\d$/);
  await keyboard.press('h');
  await keyboard.press('0');
  await expect(editor.getByRole('slider', { name: 'helpfulness of A' })).toHaveAttribute('aria-valuetext', /^label \d; annotators 1, 4, 0, 1, 4, 0, split;/);
  await vscode.expectDirty('sample.jsonl', true);
  await keyboard.press('Control+z');
  await expect(editor.getByRole('slider', { name: 'helpfulness of A' })).toHaveAttribute('aria-valuetext', /^label \d; annotators 1, 4, 0, 1, 4, split; /);
  await vscode.expectDirty('sample.jsonl', false);
  await keyboard.press('Control+Shift+z');
  await vscode.expectDirty('sample.jsonl', true);
  await keyboard.press('Control+s');
  await vscode.expectDirty('sample.jsonl', false);
  const before = sample.split('\n');
  const after = (await vscode.read('sample.jsonl')).split('\n');
  expect(after[14]).toBe(before[14]?.replace('"helpfulness": [1, 4, 0, 1, 4]', '"helpfulness": [1, 4, 0, 1, 4, 0]'));
  expect(after.toSpliced(14, 1)).toEqual(before.toSpliced(14, 1));
});

test('fifty records by keyboard alone: every decision is in the file, and nothing else', async ({ vscode }) => {
  const rows = Array.from({ length: 60 }, (_, i) => pair(i));
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
  const editor = await vscode.open('pairs.jsonl');
  const { keyboard } = vscode.page;
  await expect(editor.getByText('60 records')).toBeVisible();
  await vscode.select(0);
  for (let i = 0; i < 50; i++) {
    await expect(editor.getByRole('article', { name: `Record ${i}` })).toBeVisible();
    if (i % 2 === 0) {
      await keyboard.press(i % 4 === 0 ? 'f' : '2');
      await expect(editor.getByRole('region', { name: 'Response A, chosen' })).toHaveText(`wrong ${i}`);
    }
    await keyboard.press('n');
  }
  await keyboard.press('Control+s');
  await vscode.expectDirty('pairs.jsonl', false);
  const expected = rows.map((row, i) => (i < 50 && i % 2 === 0 ? { ...row, chosen: row.rejected, rejected: row.chosen } : row));
  expect(rowsOf(await vscode.read('pairs.jsonl'))).toEqual(expected);
});

test('filters by SQL, and explains what it cannot run', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': Array.from({ length: 9 }, (_, i) => `${JSON.stringify(pair(i))}\n`).join('') });
  const editor = await vscode.open('pairs.jsonl');
  const { keyboard } = vscode.page;
  await expect(editor.getByRole('listbox', { name: 'Records' }).getByRole('option')).toHaveCount(9);
  await vscode.select(0);
  await keyboard.press('/');
  await expect(editor.getByRole('combobox', { name: 'Filter: SQL condition over records' })).toBeFocused();
  await keyboard.type('index % 4 = 0');
  await keyboard.press('Enter');
  await expect(editor.getByRole('listbox', { name: 'Records' }).getByRole('option')).toHaveCount(3);
  await keyboard.press('/');
  await keyboard.press('Control+a');
  await keyboard.type("nonsense(1) from read_csv('/etc/passwd')");
  await keyboard.press('Enter');
  await expect(editor.getByRole('alert')).toContainText(/./);
  await vscode.picture('filter-error');
});

test('hot exit: an unsaved flip comes back', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': `${JSON.stringify(pair(0))}\n` });
  const editor = await vscode.open('pairs.jsonl');
  await expect(editor.getByText('1 record')).toBeVisible();
  await vscode.command('Tiebreak: Flip the Preference');
  await vscode.expectDirty('pairs.jsonl', true);
  await vscode.reload();
  await expect(vscode.editor.getByRole('region', { name: 'Response A, chosen' })).toHaveText('wrong 0');
  await vscode.expectDirty('pairs.jsonl', true);
  expect(rowsOf(await vscode.read('pairs.jsonl'))).toEqual([pair(0)]);
});
