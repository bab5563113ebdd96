/** How long after a key the next record is on the screen: a file of 151,000 records, and a table of a hundred responses each. BENCH_TRACE=FILE keeps Chromium's own trace. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shared } from '../harness/shared.mjs';
import { expect, test } from '../e2e/fixtures.js';
import { moves, movedFrom, startClock } from '../e2e/hourPage.js';
import { told } from '../e2e/hourTimes.js';

/** Steps of a kind. */
const STEPS = 60;
/** Between two keys; a curator is slower. */
const PAUSE_MS = 150;
const generator = join(shared, 'tools', 'make_datasets.py');

for (const { what, kind, args, name, file } of [
  { what: '151,000 records', kind: 'strength', args: ['--rows', '151000'], name: 'strength.jsonl', file: process.env.BENCH_STRENGTH },
  { what: 'a hundred responses', kind: 'raft', args: ['--rows', '200'], name: 'raft.parquet', file: process.env.BENCH_RAFT },
]) {
  test(`${what} (needs ../shared)`, async ({ vscode }) => {
    test.setTimeout(600_000);
    test.skip(!file && !existsSync(generator), 'no ../shared on this machine');
    const folder = await mkdtemp(join(tmpdir(), 'tiebreak-bench-'));
    const path = file ?? join(folder, name);
    if (!file) execFileSync('python3', [generator, kind, ...args, '--out', path]);
    await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
    await vscode.write({ [name]: await readFile(path) });
    await rm(folder, { recursive: true });
    await vscode.open(name);
    await expect(vscode.editor.getByText(/\d records/)).toBeVisible({ timeout: 120_000 });
    await expect(vscode.editor.getByRole('article', { name: /^Record \d+$/ })).toBeVisible();
    // Whatever opening the file started has ended.
    await vscode.page.waitForTimeout(20_000);
    await startClock(vscode.editor);
    let at = await movedFrom(vscode.editor, null);
    const { keyboard } = vscode.page;
    /** Shows the next record by a key, a moment after the keys before it, `STEPS` times; what that took. */
    const walk = async (key: string, before?: string) => {
      const known = (await moves(vscode.editor)).length;
      for (let i = 0; i < STEPS; i++) {
        if (before) await keyboard.press(before);
        await vscode.page.waitForTimeout(PAUSE_MS);
        await keyboard.press(key);
        at = await movedFrom(vscode.editor, at);
      }
      return (await moves(vscode.editor)).slice(known);
    };
    await walk('n');
    const trace = process.env.BENCH_TRACE;
    const browser = vscode.page.context().browser()!;
    if (trace) await browser.startTracing(vscode.page, { categories: ['devtools.timeline', 'disabled-by-default-v8.cpu_profiler', 'latencyInfo', 'input', 'cc'] });
    console.log(told(`${what}, next`, await walk('n')));
    console.log(told(`${what}, flip, then accept`, await walk('Enter', 'f')));
    console.log(told(`${what}, skip`, await walk('j')));
    if (trace) await writeFile(trace, await browser.stopTracing());
  });
}
