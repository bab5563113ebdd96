// npm test: every suite, one after the other, and one table of how many tests ran. Fetches what they need by itself.
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { installServer } from './install.mjs';
import { results, root } from './paths.mjs';
import { fromMocha, fromPlaywright, fromVitest, outcomes, table } from './tally.mjs';

const report = (/** @type {string} */ name) => join(results, `${name}.json`);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
/** @param {string} name @param {string} file */
const inPackage = (name, file) => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);

const suites = [
  { suite: 'unit', reader: fromVitest, inVsCode: false, args: [inPackage('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report('unit')}`] },
  { suite: 'integration', reader: fromMocha, inVsCode: true, args: [here('integration.mjs')] },
  { suite: 'e2e', reader: fromPlaywright, inVsCode: true, args: [inPackage('@playwright/test', 'cli.js'), 'test', '--config=test/e2e', '--reporter=list,json'] },
];

await mkdir(results, { recursive: true });
let ok = true;
// First of all: the unit tests use the software GPU that comes with Debian's Chromium. What cannot be had fails the suites that need it.
const fetched = Promise.all([installServer(), findChromium()]);
await fetched.catch(() => undefined);
const done = [];
for (const { suite, reader, inVsCode, args } of suites) {
  console.log(`\n${suite}`);
  const start = performance.now();
  await rm(report(suite), { force: true });
  try {
    if (inVsCode) await fetched;
    ok = (await node(args)) === 0 && ok;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    ok = false;
  }
  done.push({ suite, outcomes: await outcomes(report(suite), reader), seconds: (performance.now() - start) / 1000 });
}
console.log(`\n${table(done)}\n\n${ok ? 'All passed.' : 'Not all passed.'}`);
process.exitCode = ok ? 0 : 1;

/**
 * Runs one of the test runners in this terminal.
 * @param {string[]} args
 * @returns {Promise<number | null>}
 */
function node(args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e') };
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
    // A signal from the terminal reaches the runner as well; this is for one sent to this process alone.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.once(signal, () => {
        child.kill(signal);
        child.once('exit', () => process.exit(130));
      });
    }
    child.once('error', reject).once('exit', resolve);
  });
}
