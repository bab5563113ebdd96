import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import type { DatasetReport } from '../../src/core/report/datasetReport.js';
import { launchOptions } from '../harness/chromium.mjs';
import { results } from '../harness/paths.mjs';
import { trace } from './frames.js';
import { POINTS, reportOf } from './reportAnswers.js';
import { openReport } from './reportPage.js';

const test = base.extend<object, object>({ launchOptions: [async ({}, use) => use(await launchOptions()), { scope: 'worker' }] });

/** Limits of the report, in milliseconds. */
const DRAWN_MS = 1000;
const FRAME_MS = 16;
const TASK_MS = 50;
const quantile = (values: readonly number[], q: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;

test('151,000 points: drawn, brushed and filtered without a long task', async ({ page }) => {
  const report = await openReport(page, reportOf(POINTS));
  const stopDrawing = await trace(page);
  await report.start();
  await page.waitForFunction(() => performance.getEntriesByName('tiebreak-scatter-drawn').length > 0);
  const drawn = await page.evaluate(() => performance.getEntriesByName('tiebreak-scatter-drawn')[0]!.startTime - performance.getEntriesByName('test-scatter-sent')[0]!.startTime);
  await page.waitForTimeout(500);
  const drawing = await stopDrawing();
  console.log(`${POINTS.toLocaleString('en')} points drawn in ${(drawn / DRAWN_MS).toFixed(2)} x one second by the clock, the whole page in ${(drawing.busy / DRAWN_MS).toFixed(2)} x of its thread's own time; longest task until then ${(drawing.longest / TASK_MS).toFixed(2)} x ${TASK_MS} ms (over it: ${drawing.long})`);

  const plot = page.locator('tb-scatter .u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  const stopBrushing = await trace(page);
  await page.mouse.move(...at(0.1, 0.9));
  await page.mouse.down();
  for (let i = 1; i <= 150; i++) await page.mouse.move(...at(0.1 + 0.75 * Math.abs(Math.sin(i / 20)), 0.9 - 0.8 * Math.abs(Math.sin(i / 31))));
  await page.mouse.up();
  const brushing = await stopBrushing();
  console.log(`brushing, ${brushing.frames.length} frames: script a frame ${(quantile(brushing.frames, 0.5) / FRAME_MS).toFixed(2)} x ${FRAME_MS} ms (median), ${(Math.max(...brushing.frames) / FRAME_MS).toFixed(2)} x (most); longest task ${(brushing.longest / TASK_MS).toFixed(2)} x ${TASK_MS} ms`);
  await page.screenshot({ path: join(results, 'pictures', 'report-points.png') });

  expect(brushing.frames.length).toBeGreaterThan(10);
  // Own time of the thread, far from the limits: counts that hold on a busy machine.
  expect({ frames: brushing.frames.filter((frame) => frame >= FRAME_MS).length, drawing: drawing.long, brushing: brushing.long }).toEqual({ frames: 0, drawing: 0, brushing: 0 });
  const filters = await page.evaluate(() => (window as unknown as { asked: { method: string; params: { where: string } }[] }).asked.filter(({ method }) => method === 'filter'));
  expect(filters).toHaveLength(1);
  expect(filters[0]?.params.where).toMatch(/^mean BETWEEN -?[\d.]+ AND -?[\d.]+ AND sd BETWEEN [\d.]+ AND [\d.]+$/);
});

test('accessible: names, roles, contrasts, and every chart as a table', async ({ page }) => {
  const report = await openReport(page, reportOf(2000));
  await report.start();
  await page.waitForFunction(() => performance.getEntriesByName('tiebreak-scatter-drawn').length > 0);
  const charts = page.getByRole('button', { name: /^Show as table: / });
  expect(await charts.count()).toBeGreaterThan(5);
  const check = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join('; ')}`);
  expect(await check()).toEqual([]);
  while ((await charts.count()) > 0) await charts.first().click();
  await expect(page.getByRole('table', { name: 'Sd of the models against their mean' })).toBeVisible();
  expect(await check()).toEqual([]);
});

test('by keyboard: sections, the brush, the table of a chart', async ({ page }) => {
  const report = await openReport(page, reportOf(2000));
  await report.start();
  await page.waitForFunction(() => performance.getEntriesByName('tiebreak-scatter-drawn').length > 0);
  await page.keyboard.press('n');
  await expect(page.locator('#ensemble')).toBeFocused();
  await page.locator('tb-scatter .plot').focus();
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowUp');
  await expect(page.locator('tb-scatter output')).toHaveText(/^[\d,]+ records in the brush$/);
  const told = Number((await page.locator('tb-scatter output').innerText()).replace(/\D/g, ''));
  expect(told).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  const where = await page.evaluate(() => (window as unknown as { asked: { method: string; params: { where: string } }[] }).asked.findLast(({ method }) => method === 'filter')?.params.where);
  expect(where).toMatch(/^mean BETWEEN /);
  await page.keyboard.press('Escape');
  await expect(page.locator('tb-scatter output')).toHaveText('');
});

test('what is not there yet, was refused, or called off, says so', async ({ page }) => {
  const { report, ...answers } = reportOf(0);
  const { overview, ...rest } = report as DatasetReport;
  const unscored: DatasetReport = { ...rest, overview: { ...overview, records: 30, voters: [], scored: 0, negative: 0 }, mean: null, picture: null, scatter: null, drift: { second: null, mean: null, flagged: null } };
  const opened = await openReport(page, { ...answers, report: unscored, stats: { fail: 'row 7 cannot be read' }, evaluate: { pending: true } });
  await opened.start();
  const asked = () => page.evaluate(() => (window as unknown as { asked: { method: string; params: unknown }[] }).asked.map(({ method, params }) => `${method} ${JSON.stringify(params)}`));
  await page.getByRole('button', { name: 'Score Responses' }).click();
  await expect.poll(asked).toContain('act {"action":"score"}');
  await expect(page.getByText('A small file: intervals are wide, and bins hold few records.')).toBeVisible();
  await expect(page.getByText('Agreement could not be computed: row 7 cannot be read')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Evaluating the models…' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(asked).toContain('cancel {"part":"evaluate"}');
  await expect(page.getByText('The evaluation was cancelled.')).toBeVisible();
  await page.evaluate(() => window.postMessage({ event: 'changed', params: null }, '*'));
  await expect(page.getByText('Records have changed since.')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByText('Records have changed since.')).toBeHidden();
  expect((await asked()).filter((each) => each.startsWith('report'))).toHaveLength(2);
});
