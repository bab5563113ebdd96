import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { results } from '../harness/paths.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';
import { expect, test } from './fixtures.js';
import type { Workbench } from './workbench.js';

const STRENGTH = join('data', 'real', 'strength-judgebench-3rm.jsonl');

/** Pairs that two models scored: of every fourth both prefer the other response. */
const scored = Array.from({ length: 120 }, (_, i) => {
  const mean = i % 4 === 0 ? -1 - (i % 7) / 10 : 0.5 + (i % 11) / 10;
  return { chosen: [`Question ${i}?`, `right ${i}`], rejected: [`Question ${i}?`, `wrong ${i}`], 'chosen score list': [mean, mean + (i % 5) / 10], 'rejected score list': [0, 0], 'GPT4 label': i % 3 === 0 ? 0 : 1, 'mean preference difference': mean, 'std preference difference': 0.1 };
});
const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** The page inside the report's panel. */
function reportIn(vscode: Workbench) {
  return vscode.page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('iframe#active-frame').locator('tiebreak-report');
}

test('a report beside the dataset: what is clicked or brushed filters the worklist', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'scored.jsonl': lines(scored) });
  const editor = await vscode.open('scored.jsonl');
  await expect(editor.getByText('120 records')).toBeVisible();
  await vscode.command('Tiebreak: Dataset Report');
  const page = vscode.page;
  await expect(vscode.tab('Report: scored.jsonl')).toBeVisible();
  const frames = page.locator('iframe.webview.ready:visible');
  await expect(frames).toHaveCount(2);
  const inside = (n: number) => page.frameLocator(`iframe.webview.ready:visible >> nth=${n}`).frameLocator('iframe#active-frame');
  const first = (await inside(0).locator('tiebreak-report').count()) > 0;
  const report = inside(first ? 0 : 1);
  const dataset = inside(first ? 1 : 0);
  await expect(report.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(report.getByRole('heading', { name: 'Mean and sd of the models' })).toBeVisible();
  await expect(report.locator('tb-scatter .u-over')).toBeVisible();

  // A number filters.
  await report.getByRole('button', { name: /^25\.0%, 30 of 120/ }).first().click();
  await expect(dataset.getByText('30 of 120')).toBeVisible();
  await expect(report.getByRole('banner')).toContainText('mean < 0');

  // So does the brush: by pointer, then by keyboard.
  const plot = report.locator('tb-scatter .u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 5 });
  await page.mouse.up();
  await expect(dataset.getByText('120 of 120')).toBeVisible();
  await report.locator('tb-scatter .plot').focus();
  await page.keyboard.press('Escape');
  await report.getByRole('spinbutton', { name: 'Mean to' }).fill('0');
  await page.keyboard.press('Enter');
  await expect(dataset.getByText('30 of 120')).toBeVisible();

  // And a cell of the table behind a chart.
  await report.getByRole('button', { name: 'Show as table: Sd of the models, by mean' }).click();
  await report.getByRole('table', { name: 'Sd of the models, by mean: Mean sd by Mean difference' }).getByRole('button').first().click();
  await expect(dataset.getByText('4 of 120')).toBeVisible();
  await vscode.picture('report');
});

test('the exported page needs no script and has the same numbers', async ({ vscode, browser }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0, 'files.simpleDialog.enable': true });
  await vscode.write({ 'scored.jsonl': lines(scored) });
  const editor = await vscode.open('scored.jsonl');
  await expect(editor.getByText('120 records')).toBeVisible();
  await vscode.command('Tiebreak: Export Report as HTML…');
  const input = vscode.page.locator('.quick-input-widget input[type=text]');
  await expect(input).toHaveValue(/scored\.jsonl\.report\.html$/);
  await vscode.page.keyboard.press('Enter');
  await expect(vscode.notifications.filter({ hasText: /scored\.jsonl\.report\.html/ })).toBeVisible();
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  const address = pathToFileURL(join(vscode.folder, 'scored.jsonl.report.html')).href;
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Dataset report: scored.jsonl' })).toBeVisible();
  await expect(page.locator('#ensemble dd').first()).toHaveText('25.0%');
  await page.locator('#drift summary').first().click();
  await expect(page.locator('#drift table').first()).toBeVisible();
  expect(asked).toEqual([address]);
  await page.screenshot({ path: join(results, 'pictures', 'report-exported.png'), fullPage: true });
  await context.close();
});

test('real scores of three models, readable in every theme (needs ../shared)', async ({ vscode }) => {
  test.skip(!hasShared(STRENGTH), 'no ../shared on this machine');
  await vscode.write({ 'strength.jsonl': readFileSync(sharedFile(STRENGTH)) });
  const editor = await vscode.open('strength.jsonl');
  await expect(editor.getByText('350 records')).toBeVisible();
  await vscode.command('Tiebreak: Dataset Report');
  await vscode.command('View: Toggle Maximize Editor Group');
  await expect(reportIn(vscode).getByRole('heading', { name: 'Models', exact: true })).toBeAttached();
  for (const kind of ['light', 'dark', 'contrast'] as const) {
    await vscode.theme(kind);
    for (const name of ['Overview', 'Mean and sd of the models', 'Labels', 'Models', 'Along the file']) {
      await reportIn(vscode).getByRole('navigation').getByRole('button', { name, exact: true }).click();
      await vscode.page.waitForTimeout(400);
      await vscode.picture(`report-${kind}-${name.toLowerCase().replaceAll(' ', '-')}`);
    }
  }
});
