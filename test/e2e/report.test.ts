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

/** The pages of the report and of the dataset, which are both in sight; the report's overview is there. */
async function bothPages({ page }: Workbench) {
  await expect(page.locator('iframe.webview.ready:visible')).toHaveCount(2);
  const inside = (n: number) => page.frameLocator(`iframe.webview.ready:visible >> nth=${n}`).frameLocator('iframe#active-frame');
  const overview = (n: number) => inside(n).locator('tiebreak-report').getByRole('heading', { name: 'Overview' }).count();
  await expect.poll(async () => (await overview(0)) + (await overview(1)), { timeout: 60_000 }).toBe(1);
  const first = (await overview(0)) > 0;
  return { report: inside(first ? 0 : 1), dataset: inside(first ? 1 : 0) };
}

test('a report beside the dataset: what is clicked or brushed filters the worklist', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'scored.jsonl': lines(scored) });
  const editor = await vscode.open('scored.jsonl');
  await expect(editor.getByText('120 records')).toBeVisible();
  await vscode.command('Tiebreak: Dataset Report');
  const page = vscode.page;
  await expect(vscode.tab('Report: scored.jsonl')).toBeVisible();
  const { report, dataset } = await bothPages(vscode);
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

test('a report comes back with the window: at once beside its dataset, or as soon as that is shown', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'scored.jsonl': lines(scored), 'other.jsonl': lines([{ prompt: 'p', chosen: 'a', rejected: 'b' }]) });
  const editor = await vscode.open('scored.jsonl');
  await expect(editor.getByText('120 records')).toBeVisible();
  await vscode.command('Tiebreak: Dataset Report');
  await expect((await bothPages(vscode)).dataset.getByText('120 records')).toBeVisible();
  // Eight records more while the window is away: what comes back is asked for anew.
  await vscode.write({ 'scored.jsonl': lines([...scored, ...scored.slice(0, 8)]) });
  await vscode.reload('reportOf');
  await expect(vscode.tab('Report: scored.jsonl')).toBeVisible();
  const { report, dataset } = await bothPages(vscode);
  await expect(report.getByText('128 records').first()).toBeVisible();
  await report.getByRole('button', { name: /^25\.0%, 32 of 128/ }).first().click();
  await expect(dataset.getByText('32 of 128')).toBeVisible();

  // Behind another tab the dataset is not open yet.
  await vscode.tab('scored.jsonl').filter({ hasNotText: 'Report' }).click();
  await vscode.openByName('other.jsonl');
  await vscode.reload('other.jsonl');
  const waiting = 'The report is computed as soon as the tab of scored.jsonl is shown.';
  const shown = (n: number) => vscode.page.frameLocator(`iframe.webview.ready:visible >> nth=${n}`).frameLocator('iframe#active-frame').getByText(waiting).count();
  await expect.poll(async () => (await shown(0)) + (await shown(1)), { timeout: 60_000 }).toBe(1);
  await vscode.picture('report-waits');
  await vscode.tab('scored.jsonl').filter({ hasNotText: 'Report' }).click();
  await expect((await bothPages(vscode)).report.getByText('128 records').first()).toBeVisible();
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
  await vscode.fillWithReport();
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
