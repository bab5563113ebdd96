/** How long a curator waits for the next record while a model scores the file: 95th percentile, as a share of 100 ms, and of what it is while nothing runs. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shared } from '../harness/shared.mjs';
import { expect, test } from '../e2e/fixtures.js';

const LIMIT_MS = 100;
/** Steps of each kind. */
const STEPS = 40;
const generator = join(shared, 'tools', 'make_datasets.py');
const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1]!;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

test('helpsteer2, 4,000 rows, on the CPU (needs ../shared)', async ({ vscode }) => {
  test.skip(!existsSync(generator), 'no ../shared on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-bench-'));
  const path = join(folder, 'helpsteer2.jsonl');
  execFileSync('python3', [generator, 'helpsteer2', '--rows', '4000', '--out', path]);
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0, 'tiebreak.device': 'cpu' });
  await vscode.write({ 'helpsteer2.jsonl': await readFile(path) });
  await rm(folder, { recursive: true });
  await vscode.open('helpsteer2.jsonl');
  await expect(vscode.editor.getByText('2,000 records')).toBeVisible();
  await vscode.editor.getByRole('article').click();
  const article = vscode.editor.getByRole('article', { name: /^Record \d+$/ });
  const step = async () => {
    const before = (await article.getAttribute('aria-label'))!;
    const other = vscode.editor.getByRole('article', { name: new RegExp(`^Record (?!${before.slice('Record '.length)}$)\\d+$`) });
    const start = performance.now();
    await vscode.page.keyboard.press('n');
    await other.waitFor();
    return performance.now() - start;
  };
  const steps = async () => {
    const times: number[] = [];
    for (let i = 0; i < STEPS; i++) times.push(await step());
    return times;
  };
  await steps();
  const idle = await steps();
  await vscode.command('Tiebreak: Score Responses');
  const stop = vscode.editor.getByRole('button', { name: 'Stop scoring' });
  await expect(vscode.editor.getByRole('button', { name: /CPU .*\d+ \/ 4,000/ })).toBeVisible();
  await vscode.editor.getByRole('article').click();
  const busy = await steps();
  const scoring = await stop.isVisible();
  await stop.click().catch(() => undefined);
  console.log(`the next record by key while a model scores (${scoring ? 'still scoring at the end' : 'scored by the end'}): 95th percentile ${(p95(busy) / LIMIT_MS).toFixed(2)} x ${LIMIT_MS} ms, median ${(median(busy) / LIMIT_MS).toFixed(2)} x`);
  console.log(`while nothing runs: 95th percentile ${(p95(idle) / LIMIT_MS).toFixed(2)} x, median ${(median(idle) / LIMIT_MS).toFixed(2)} x; scoring costs ${(median(busy) / median(idle)).toFixed(2)} x (medians), ${(p95(busy) / p95(idle)).toFixed(2)} x (95th percentiles)`);
});
