// Runs the mocha suite of test/integration in the extension host of a real VS Code server: the page is opened with the
// suite's path in its address, and reports its output and exit code to functions that we put on it.
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { chromium } from 'playwright-core';
import { launchOptions } from './chromium.mjs';
import { results, root } from './paths.mjs';
import { startServer } from './server.mjs';

const mark = '[tiebreak-test] ';
const patience = 10 * 60_000;
const report = join(results, 'integration.json');

await mkdir(results, { recursive: true });
await rm(report, { force: true });
const log = createWriteStream(join(results, 'integration.log'));
const launch = await launchOptions();
const server = await startServer({ extension: process.env.TIEBREAK_VSIX ?? 'none', driver: true, env: { TIEBREAK_REPORT: report, TIEBREAK_MARK: mark } });
const folder = join(server.temp, 'work');
await mkdir(folder);
const browser = await chromium.launch(launch);
try {
  console.log(`Tests inside VS Code ${server.vscode}`);
  process.exitCode = await Promise.race([exitCode(), server.died]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
  log.end(`\nThe server's own log:\n${server.log()}`);
}
if (process.exitCode) console.error(`What VS Code wrote: ${log.path}`);

/** @returns {Promise<number>} */
async function exitCode() {
  const page = await browser.newPage();
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('The page of VS Code crashed.')));
    setTimeout(() => reject(new Error(`The tests did not end in ${patience / 60_000} minutes.`)), patience).unref();
    void page.exposeFunction('codeAutomationLog', show);
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.goto(server.address(folder, [
    // A packaged extension is installed; VS Code still wants one under development to run tests for.
    ['extensionDevelopmentPath', server.uri(process.env.TIEBREAK_VSIX ? join(root, 'test', 'harness', 'opener') : root)],
    ['extensionTestsPath', server.uri(join(root, 'out', 'test', 'integration', 'index.js'))],
    ['skipWelcome', 'true'],
  ]));
  return ended;
}

/**
 * Only the suite's own lines are for the reader; the rest goes to the log, or here too with TIEBREAK_VERBOSE.
 * @param {string} level
 * @param {unknown[]} args
 */
function show(level, args) {
  const text = args.map((arg) => (typeof arg === 'string' ? arg : inspect(arg))).join(' ');
  if (text.startsWith(mark)) console.log(text.slice(mark.length));
  else if (process.env.TIEBREAK_VERBOSE) console.log(level, text);
  log.write(`${(performance.now() / 1000).toFixed(2)} s ${level} ${text}\n`);
}
