import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';

/** One line a suite; the bundler follows it. */
const suites = [() => import('./open.test.js'), () => import('./editor.test.js'), () => import('./open-as.test.js'), () => import('./conflict.test.js'), () => import('./mapping.test.js'), () => import('./formats.test.js'), () => import('./opening.test.js'), () => import('./models.test.js'), () => import('./flags.test.js')];

/** What became of one test, as the harness reads it. */
interface Outcome {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
}

/** VS Code calls this in its extension host: runs every suite, reports as text and, where asked to, as a file. */
export async function run(): Promise<void> {
  // The page's console carries VS Code's own messages too; the mark tells the harness which are ours.
  const mark = process.env.TIEBREAK_MARK ?? '';
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args));

  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, color: false });
  if (process.env.TIEBREAK_GREP) mocha.grep(process.env.TIEBREAK_GREP);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of suites) await load();

  const outcomes: Outcome[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const note = (state: Outcome['state']) => (test: Mocha.Test | Mocha.Hook) => {
      outcomes.push({ name: test.fullTitle(), state });
    };
    runner.on('pass', note('passed')).on('fail', note('failed')).on('pending', note('skipped'));
  });
  if (process.env.TIEBREAK_REPORT) writeFileSync(process.env.TIEBREAK_REPORT, JSON.stringify(outcomes));
  if (failures > 0) throw new Error(`${failures} failed`);
}
