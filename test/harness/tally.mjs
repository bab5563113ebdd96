import { readFile } from 'node:fs/promises';

/** @typedef {{ name: string, state: 'passed' | 'failed' | 'skipped' }} Outcome */

/**
 * Reads one kind of report file into what became of each test.
 * @typedef {(report: any) => Outcome[]} Reader
 */

/** @type {Reader} */
export const fromVitest = (report) =>
  report.testResults.flatMap((/** @type {any} */ file) => [
    // A file that could not be loaded has no tests, and is a failure all the same.
    ...(file.status === 'failed' && file.assertionResults.length === 0 ? [{ name: file.name, state: 'failed' }] : []),
    ...file.assertionResults.map((/** @type {any} */ test) => ({
      name: test.fullName,
      state: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    })),
  ]);

/** @type {Reader} */
export const fromPlaywright = (report) => {
  const states = /** @type {const} */ ({ expected: 'passed', flaky: 'passed', skipped: 'skipped' });
  /** @param {any} suite @returns {Outcome[]} */
  const inSuite = (suite) => [
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) => spec.tests.map((/** @type {any} */ test) => ({
      name: spec.title,
      state: states[/** @type {keyof typeof states} */ (test.status)] ?? 'failed',
    }))),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return report.suites.flatMap(inSuite);
};

/** @type {Reader} */
export const fromMocha = (report) => report;

/**
 * The outcomes in a report file; nothing where the run ended before it wrote one.
 * @param {string} path
 * @param {Reader} reader
 * @returns {Promise<Outcome[] | undefined>}
 */
export async function outcomes(path, reader) {
  return readFile(path, 'utf8').then((text) => reader(JSON.parse(text)), () => undefined);
}

/**
 * One table of all suites, with the names of tests that were skipped or failed below it.
 * @param {readonly { suite: string, outcomes: Outcome[] | undefined, seconds: number }[]} suites
 * @returns {string}
 */
export function table(suites) {
  /** @param {Outcome[]} list @param {Outcome['state']} state */
  const names = (list, state) => list.filter((one) => one.state === state).map((one) => one.name);
  const rows = suites.map(({ suite, outcomes: list = [], seconds }) =>
    [suite, list.length, ...['passed', 'failed', 'skipped'].map((state) => names(list, /** @type {any} */ (state)).length), `${seconds.toFixed(0)} s`]);
  const sums = [1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
  const all = [['', 'tests', 'passed', 'failed', 'skipped', 'time'], ...rows, ['all', ...sums, '']];
  const lines = all.map((row) => row.map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(9))).join(''));
  const notes = suites.flatMap(({ suite, outcomes: list }) => (list === undefined
    ? [`${suite}: did not run to its end`]
    : [...names(list, 'skipped').map((name) => `skipped: ${suite}: ${name}`), ...names(list, 'failed').map((name) => `FAILED: ${suite}: ${name}`)]));
  return [...lines, ...(notes.length ? ['', ...notes] : [])].join('\n');
}
