import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';
import { expect, test } from './fixtures.js';
import { themes } from './workbench.js';

const kinds = Object.keys(themes) as (keyof typeof themes)[];
const REAL = join('data', 'real', 'ultrafeedback-eval.jsonl');

test('the sample dataset, readable in every theme', async ({ vscode }) => {
  await vscode.write({ 'sample.jsonl': readFileSync(join(root, 'media', 'sample', 'sample.jsonl')) });
  const editor = await vscode.open('sample.jsonl');
  await expect(editor.getByText('scored 24 / 24')).toBeVisible({ timeout: 120_000 });
  await vscode.select(3);
  await expect(editor.getByRole('article', { name: 'Record 3' })).toContainText('Annotators split');
  for (const kind of kinds) {
    await vscode.theme(kind);
    await expect(vscode.editor.getByRole('article', { name: 'Record 3' })).toContainText('Annotators split');
    await vscode.picture(`sample-${kind}`);
  }
});

test('real records with labels, scores and flags, readable in every theme (needs ../shared)', async ({ vscode }) => {
  test.skip(!hasShared(REAL), 'no ../shared on this machine');
  const rows = readFileSync(sharedFile(REAL), 'utf8').split('\n').slice(0, 24);
  await vscode.write({ 'ultrafeedback.jsonl': `${rows.join('\n')}\n` });
  const editor = await vscode.open('ultrafeedback.jsonl');
  await expect(editor.getByText('scored 48 / 48')).toBeVisible({ timeout: 150_000 });
  await editor.getByRole('listbox', { name: 'Records' }).getByRole('option').first().click();
  await vscode.page.keyboard.press('[');
  await vscode.page.keyboard.press(']');
  await expect(editor.getByRole('article')).toContainText(/P\(wrong\) 0\.\d\d/);
  for (const kind of kinds) {
    await vscode.theme(kind);
    await expect(vscode.editor.getByRole('article')).toContainText(/P\(wrong\) 0\.\d\d/);
    await vscode.picture(`real-${kind}`);
  }
});
